using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.ProjectRegistry.Policies;
using Platform.ProjectRegistry.Policies.Language;
using Platform.Registry.V1;
using Xunit;
using Outcome = Platform.ProjectRegistry.Policies.Language.Outcome;

namespace Platform.ProjectRegistry.Tests.Policies;

/// <summary>Laws of the policy language and of the shipped policies, for any expression and any figures.</summary>
public sealed class LanguageProperties
{
    private static readonly string[] Truths = ["firm.high_tech", "firm.sme", "year.above_scale"];
    private static readonly string[] Amounts = ["year.revenue", "year.exports", "year.rd_expense"];

    [Property(Arbitrary = [typeof(Expressions)], MaxTest = 500)]
    public void What_is_printed_is_read_back_the_same(Node node)
    {
        var text = Printer.Source(node);
        var again = Parser.Parse(text);
        Assert.Equal(text, Printer.Source(again));
        Assert.Equal(Shape(node), Shape(again));
        Assert.Equal(TypeCheck.Of(node, TypeOf), TypeCheck.Of(again, TypeOf));
    }

    [Property(Arbitrary = [typeof(Expressions)], MaxTest = 500)]
    public void Evaluation_is_total_and_of_the_checked_type(Node node, uint told)
    {
        var type = TypeCheck.Of(node, TypeOf);
        var outcome = Evaluator.Of(node, name => Fact(name, told));
        Assert.True(outcome.Value is { } value ? value.Type == type : outcome.Missing.Count > 0);
        Assert.All(outcome.Missing, name => Assert.False(Fact(name, told).IsKnown));
        Assert.NotEmpty(Printer.ForPeople(node, english: false, name => name));
    }

    [Property(Arbitrary = [typeof(Expressions)], MaxTest = 500)]
    public void Telling_more_facts_never_changes_what_was_known(Node node, uint told, uint more)
    {
        var before = Evaluator.Of(node, name => Fact(name, told));
        var after = Evaluator.Of(node, name => Fact(name, told | more));
        Assert.True(!before.IsKnown || before.Value!.Equals(after.Value), Printer.Source(node));
        // And where everything missing is told, it is known.
        var missing = before.Missing;
        Assert.True(Settled(node, told, missing));
    }

    [Property(MaxTest = 200)]
    public void Three_valued_logic_keeps_its_laws(bool? a, bool? b, bool? c)
    {
        Assert.Equal(Truth("x and y", a, b), Truth("y and x", a, b));
        Assert.Equal(Truth("x or y", a, b), Truth("y or x", a, b));
        Assert.Equal(Truth("not (x and y)", a, b), Truth("not x or not y", a, b));
        Assert.Equal(Truth("not (x or y)", a, b), Truth("not x and not y", a, b));
        Assert.Equal(Truth("not not x", a), a);
        Assert.Equal(Truth("x and (y and z)", a, b, c), Truth("(x and y) and z", a, b, c));
        Assert.Equal(Truth("x and (y or z)", a, b, c), Truth("(x and y) or (x and z)", a, b, c));
        Assert.Equal(Truth("x and false", a), false);
        Assert.Equal(Truth("x or true", a), true);
        Assert.Equal(Truth("x and true", a), a);
    }

    [Property(MaxTest = 300)]
    public void Rationals_keep_the_laws_of_arithmetic(int a, int b, int c, PositiveInt d)
    {
        var (x, y, z) = (new Rational(a, d.Get), new Rational(b, 7), (Rational)c);
        Assert.Equal((x + y) * z, (x * z) + (y * z));
        Assert.Equal(x, x + y - y);
        Assert.Equal(x, x / d.Get * d.Get);
        Assert.Equal(x.CompareTo(y), -y.CompareTo(x));
        Assert.True(x.Floor() <= x.HalfUp() && (Rational)(long)x.HalfUp() - x <= new Rational(1, 2) && x - (long)x.Floor() < 1);
    }

    [Property(MaxTest = 200)]
    public void The_super_deduction_grows_with_the_expense_and_is_never_negative(PositiveInt expense, PositiveInt more, bool highTech, bool chip)
    {
        long Worth(long fen) => GoldenTests.Judge(chip ? "RD-SUPER-120" : "RD-SUPER", GoldenTests.Figures(eligible: fen), GoldenTests.Profile(highTech, chip)).Worth;
        var less = Worth(expense.Get);
        Assert.InRange(less, 0, long.MaxValue);
        Assert.True(less <= Worth(expense.Get + (long)more.Get));
    }

    /// <summary>
    /// docs/adr/0016: with the high-tech rate on the income before reliefs and the reliefs at the lowered rate, the worths of a year
    /// add up to the tax without any policy less the tax with all of them; nothing is counted twice.
    /// </summary>
    [Property(MaxTest = 300)]
    public void The_tax_reliefs_of_a_year_add_up_to_exactly_the_tax_saved(PositiveInt deduction, PositiveInt transfer, PositiveInt rest, bool highTech, bool chip)
    {
        // In units of 200 fen × 100, so that no rounding blurs the identity.
        long extraBase = deduction.Get * 20_000L, income = transfer.Get * 20_000L;
        var extra = chip ? extraBase * 6 / 5 : extraBase;
        var taxable = income + extra + (rest.Get * 20_000L);
        var firm = GoldenTests.Firm(GoldenTests.Profile(highTech, chip), GoldenTests.Figures(eligible: extraBase, transfer: income, taxable: taxable));
        var saved = GoldenTests.All(firm, new DateOnly(2026, 3, 1)).Where(judgement => judgement.Compiled.Policy.Kind == PolicyKind.Tax).Sum(judgement => judgement.Worth);
        var rate = new Rational(highTech ? 15 : 25, 100);
        var above = Math.Max(0, income - 500_000_000);
        var without = (Rational)taxable * new Rational(25, 100);
        var with = (((Rational)(taxable - extra - income)) * rate) + ((Rational)above * new Rational(125, 1000));
        Assert.Equal(without - with, saved);
    }

    private static bool Settled(Node node, uint told, IReadOnlyList<string> missing)
    {
        for (var turn = 0; missing.Count > 0 && turn < 10; turn++)
        {
            missing.ToList().ForEach(name => told |= Bit(name));
            missing = Evaluator.Of(node, name => Fact(name, told)).Missing;
        }

        return missing.Count == 0;
    }

    private static bool? Truth(string expression, params bool?[] values) =>
        Evaluator.Of(Parser.Parse(expression), name => values["xyz".IndexOf(name, StringComparison.Ordinal)] is { } told ? Outcome.Of(Value.Of(told)) : Outcome.Unknown([name])).Value?.Truth;

    private static uint Bit(string name) => 1u << (Array.IndexOf(Truths, name) is >= 0 and var truth ? truth : 3 + Array.IndexOf(Amounts, name));

    /// <summary>A fact's value follows from its bit's neighbour, so that telling it does not change it.</summary>
    private static Outcome Fact(string name, uint told) => (told & Bit(name)) == 0 ? Outcome.Unknown([name])
        : Array.IndexOf(Truths, name) is >= 0 and var index ? Outcome.Of(Value.Of(index % 2 == 0))
        : Outcome.Of(Value.Money((Array.IndexOf(Amounts, name) + 1) * 700));

    private static RuleType? TypeOf(string name) => PolicyFacts.Find(name)?.Type;

    private static string Shape(Node node) => node switch
    {
        Literal literal => literal.Value.Source(),
        Reference reference => reference.Name,
        Not not => $"(not {Shape(not.Operand)})",
        Negative negative => $"(neg {Shape(negative.Operand)})",
        Binary binary => $"({binary.Operation} {Shape(binary.Left)} {Shape(binary.Right)})",
        OneOf oneOf => $"(in {Shape(oneOf.Operand)} {string.Join(' ', oneOf.Values.Select(Shape))})",
        Choice choice => $"(if {Shape(choice.Condition)} {Shape(choice.Then)} {Shape(choice.Otherwise)})",
        Extremum extremum => $"({extremum.Extreme} {string.Join(' ', extremum.Operands.Select(Shape))})",
        Tiers tiers => $"(tiers {Shape(tiers.Operand)} {string.Join(' ', tiers.Parts.Select(part => Shape(part.Bound) + Shape(part.Rate)))} {Shape(tiers.Above)})",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>Well-typed expressions over six facts.</summary>
    public static class Expressions
    {
        public static Arbitrary<Node> Nodes() => Arb.From(Gen.Sized(size => Gen.OneOf(Truth(Math.Min(size, 12)), Money(Math.Min(size, 12)))));

        private static Gen<Node> Truth(int size)
        {
            var leaf = Gen.OneOf(
                Gen.Elements(Truths).Select(name => (Node)new Reference(0, name)),
                Gen.Elements(true, false).Select(truth => (Node)new Literal(0, Value.Of(truth))));
            if (size <= 1)
            {
                return leaf;
            }

            var half = size / 2;
            return Gen.OneOf(
                leaf,
                Truth(size - 1).Select(operand => (Node)new Not(0, operand)),
                from operation in Gen.Elements(Operation.And, Operation.Or) from left in Truth(half) from right in Truth(half) select (Node)new Binary(0, operation, left, right),
                from operation in Gen.Elements(Operation.Less, Operation.AtMost, Operation.Greater, Operation.AtLeast, Operation.Equal, Operation.Unequal)
                from left in Money(half) from right in Money(half) select (Node)new Binary(0, operation, left, right),
                from operand in Money(half) from one in MoneyLiteral() from other in MoneyLiteral() select (Node)new OneOf(0, operand, [one, other]),
                from condition in Truth(half) from then in Truth(half) from otherwise in Truth(half) select (Node)new Choice(0, condition, then, otherwise));
        }

        private static Gen<Node> Money(int size)
        {
            var leaf = Gen.OneOf(Gen.Elements(Amounts).Select(name => (Node)new Reference(0, name)), MoneyLiteral().Select(literal => (Node)literal));
            if (size <= 1)
            {
                return leaf;
            }

            var half = size / 2;
            return Gen.OneOf(
                leaf,
                Money(size - 1).Select(operand => (Node)new Negative(0, operand)),
                from operation in Gen.Elements(Operation.Plus, Operation.Minus) from left in Money(half) from right in Money(half) select (Node)new Binary(0, operation, left, right),
                from amount in Money(half) from factor in Number() select (Node)new Binary(0, Operation.Times, amount, factor),
                from amount in Money(half) from divisor in Gen.Choose(1, 9) select (Node)new Binary(0, Operation.By, amount, new Literal(0, Value.Number(divisor))),
                from extreme in Gen.Elements(Extreme.Min, Extreme.Max) from one in Money(half) from other in Money(half) select (Node)new Extremum(0, extreme, [one, other]),
                from amount in Money(half) from rate in Number() from above in Number()
                select (Node)new Tiers(0, amount, [new Tier(new Literal(0, Value.Money(500)), rate), new Tier(new Literal(0, Value.Money(1500)), above)], rate),
                from condition in Truth(half) from then in Money(half) from otherwise in Money(half) select (Node)new Choice(0, condition, then, otherwise));
        }

        private static Gen<Literal> MoneyLiteral() => Gen.Choose(0, 3000).Select(fen => new Literal(0, Value.Money(fen)));

        private static Gen<Node> Number() => Gen.Choose(0, 300).Select(percent => (Node)new Literal(0, Value.Number(new Rational(percent, 100))));
    }
}
