namespace Platform.ProjectRegistry.Policies.Language;

/// <summary>
/// Gives each part of an expression its type before the policy is saved. What passes evaluates without fault for any facts:
/// money is never added to a number, nothing is divided but by a literal that is not 0, and tiers rise.
/// </summary>
public static class TypeCheck
{
    /// <param name="typeOf">The type of a fact or an earlier line; null where there is none of that name.</param>
    /// <exception cref="RuleException">With the place.</exception>
    public static RuleType Of(Node node, Func<string, RuleType?> typeOf) => node switch
    {
        Literal literal => literal.Value.Type,
        Reference reference => typeOf(reference.Name)
            ?? throw new RuleException(reference.At, $"没有名为“{reference.Name}”的数据项。", $"There is no fact “{reference.Name}”."),
        Not not => Require(not.Operand, RuleType.Truth, typeOf),
        Negative negative => Amount(negative.Operand, typeOf),
        Binary binary => OfBinary(binary, typeOf),
        OneOf oneOf => OfOneOf(oneOf, typeOf),
        Choice choice => OfChoice(choice, typeOf),
        Extremum extremum => OfExtremum(extremum, typeOf),
        Tiers tiers => OfTiers(tiers, typeOf),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static RuleType OfBinary(Binary binary, Func<string, RuleType?> typeOf)
    {
        switch (binary.Operation)
        {
            case Operation.Or or Operation.And:
                Require(binary.Left, RuleType.Truth, typeOf);
                return Require(binary.Right, RuleType.Truth, typeOf);
            case Operation.Plus or Operation.Minus:
                return Require(binary.Right, Amount(binary.Left, typeOf), typeOf);
            case Operation.Times:
                return OfProduct(binary, Amount(binary.Left, typeOf), Amount(binary.Right, typeOf));
            case Operation.By:
                return OfQuotient(binary, typeOf);
            default:
                OfComparison(binary, typeOf);
                return RuleType.Truth;
        }
    }

    private static RuleType OfProduct(Binary product, RuleType left, RuleType right) => (left, right) switch
    {
        (RuleType.Money, RuleType.Money) => throw new RuleException(product.At, "金额不能与金额相乘。", "Money cannot be multiplied by money."),
        (RuleType.Number, RuleType.Number) => RuleType.Number,
        _ => RuleType.Money,
    };

    private static RuleType OfQuotient(Binary quotient, Func<string, RuleType?> typeOf)
    {
        var type = Amount(quotient.Left, typeOf);
        return quotient.Right is Literal { Value: { Type: RuleType.Number, Exact.Sign: not 0 } }
            ? type
            : throw new RuleException(quotient.At, "只能除以一个非零的确定数值。", "Only a literal number that is not 0 can divide.");
    }

    private static void OfComparison(Binary comparison, Func<string, RuleType?> typeOf)
    {
        var type = Of(comparison.Left, typeOf);
        if (type == RuleType.Truth)
        {
            throw new RuleException(comparison.At, "是/否不能用来比较，请直接写条件。", "Yes or no is not compared: write the condition itself.");
        }

        if (type == RuleType.Text && comparison.Operation is not (Operation.Equal or Operation.Unequal))
        {
            throw new RuleException(comparison.At, "文字只能比较是否相同。", "Text can only be equal or not.");
        }

        Require(comparison.Right, type, typeOf);
    }

    private static RuleType OfOneOf(OneOf oneOf, Func<string, RuleType?> typeOf)
    {
        var type = Of(oneOf.Operand, typeOf);
        foreach (var value in oneOf.Values)
        {
            Require(value, type, typeOf);
        }

        return RuleType.Truth;
    }

    private static RuleType OfChoice(Choice choice, Func<string, RuleType?> typeOf)
    {
        Require(choice.Condition, RuleType.Truth, typeOf);
        return Require(choice.Otherwise, Of(choice.Then, typeOf), typeOf);
    }

    private static RuleType OfExtremum(Extremum extremum, Func<string, RuleType?> typeOf)
    {
        var type = Of(extremum.Operands[0], typeOf);
        if (type is RuleType.Truth or RuleType.Text)
        {
            throw new RuleException(extremum.Operands[0].At, "此处须为数值、金额或日期。", "A number, an amount or a date is needed here.");
        }

        foreach (var operand in extremum.Operands)
        {
            Require(operand, type, typeOf);
        }

        return type;
    }

    private static RuleType OfTiers(Tiers tiers, Func<string, RuleType?> typeOf)
    {
        var type = Amount(tiers.Operand, typeOf);
        var below = Rational.Zero;
        foreach (var (bound, rate) in tiers.Parts)
        {
            Require(bound, type, typeOf);
            if (bound.Value.Exact <= below)
            {
                throw new RuleException(bound.At, "各档上限须大于零并逐档提高。", "The bounds of tiers must be above 0 and rise.");
            }

            below = bound.Value.Exact;
            Require(rate, RuleType.Number, typeOf);
        }

        Require(tiers.Above, RuleType.Number, typeOf);
        return type;
    }

    private static RuleType Amount(Node node, Func<string, RuleType?> typeOf)
    {
        var type = Of(node, typeOf);
        return type is RuleType.Number or RuleType.Money
            ? type
            : throw new RuleException(node.At, $"此处须为数值或金额，而不是{Chinese(type)}。", $"A number or an amount is needed here, not {English(type)}.");
    }

    /// <summary>Refuses a part of another type.</summary>
    public static RuleType Require(Node node, RuleType wanted, Func<string, RuleType?> typeOf)
    {
        var type = Of(node, typeOf);
        return type == wanted
            ? type
            : throw new RuleException(node.At, $"此处须为{Chinese(wanted)}，而不是{Chinese(type)}。", $"{Capital(English(wanted))} is needed here, not {English(type)}.");
    }

    private static string Chinese(RuleType type) => type switch
    {
        RuleType.Truth => "是/否",
        RuleType.Number => "数值",
        RuleType.Money => "金额",
        RuleType.Date => "日期",
        _ => "文字",
    };

    private static string English(RuleType type) => type switch
    {
        RuleType.Truth => "yes or no",
        RuleType.Number => "a number",
        RuleType.Money => "an amount of money",
        RuleType.Date => "a date",
        _ => "text",
    };

    private static string Capital(string text) => string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));
}
