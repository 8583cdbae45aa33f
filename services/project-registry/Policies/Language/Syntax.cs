namespace Platform.ProjectRegistry.Policies.Language;

/// <summary>What an expression yields.</summary>
public enum RuleType
{
    /// <summary>Yes or no.</summary>
    Truth,

    /// <summary>A pure number: a count, a share, a rate.</summary>
    Number,

    /// <summary>An amount in fen.</summary>
    Money,
    Date,
    Text,
}

public enum Operation
{
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Plus,
    Minus,
    Times,
    By,
}

public enum Extreme
{
    Min,
    Max,
}

/// <summary>An expression as a tree. <paramref name="At"/> is the place of its first character, from 1.</summary>
public abstract record Node(int At);

/// <param name="IsShare">It was written in percent, and is shown so.</param>
public sealed record Literal(int At, Value Value, bool IsShare = false) : Node(At);

/// <summary>A fact such as <c>year.revenue</c>, or the name of an earlier line.</summary>
public sealed record Reference(int At, string Name) : Node(At);

public sealed record Not(int At, Node Operand) : Node(At);

public sealed record Negative(int At, Node Operand) : Node(At);

public sealed record Binary(int At, Operation Operation, Node Left, Node Right) : Node(At);

/// <summary>Whether the operand is one of the values.</summary>
public sealed record OneOf(int At, Node Operand, IReadOnlyList<Literal> Values) : Node(At);

public sealed record Choice(int At, Node Condition, Node Then, Node Otherwise) : Node(At);

public sealed record Extremum(int At, Extreme Extreme, IReadOnlyList<Node> Operands) : Node(At);

/// <summary>
/// Parts an amount at rising bounds and takes of each part its rate, as progressive scales do:
/// <c>tiers(x, 500万元: 100%, above: 50%)</c> is all of x up to five million and half of what lies above. Below 0 nothing is parted.
/// </summary>
public sealed record Tiers(int At, Node Operand, IReadOnlyList<Tier> Parts, Node Above) : Node(At);

public sealed record Tier(Literal Bound, Node Rate);
