namespace Platform.ProjectRegistry.Policies.Language;

/// <summary>
/// Evaluates a checked expression. Unknown facts make three-valued logic (Kleene's strong one): what the unknown could still
/// change is unknown and names the facts that are missing; what it could not change is known. Exact throughout.
/// </summary>
public static class Evaluator
{
    /// <param name="valueOf">A fact or an earlier line.</param>
    public static Outcome Of(Node node, Func<string, Outcome> valueOf) => node switch
    {
        Literal literal => Outcome.Of(literal.Value),
        Reference reference => valueOf(reference.Name),
        Not not => With(Of(not.Operand, valueOf), value => Value.Of(!value.Truth)),
        Negative negative => With(Of(negative.Operand, valueOf), value => Value.Of(value.Type, -value.Exact)),
        Binary { Operation: Operation.And or Operation.Or } binary => Junction(binary, valueOf),
        Binary binary => With(Of(binary.Left, valueOf), Of(binary.Right, valueOf), (left, right) => Apply(binary.Operation, left, right)),
        OneOf oneOf => With(Of(oneOf.Operand, valueOf), value => Value.Of(oneOf.Values.Any(one => one.Value.CompareTo(value) == 0))),
        Choice choice => OfChoice(choice, valueOf),
        Extremum extremum => OfExtremum(extremum, valueOf),
        Tiers tiers => OfTiers(tiers, valueOf),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>No and anything is no; yes or anything is yes.</summary>
    private static Outcome Junction(Binary binary, Func<string, Outcome> valueOf)
    {
        var decisive = binary.Operation == Operation.Or;
        var left = Of(binary.Left, valueOf);
        if (left.Value is { } known && known.Truth == decisive)
        {
            return left;
        }

        var right = Of(binary.Right, valueOf);
        return right.Value is { } other && (left.IsKnown || other.Truth == decisive) ? right
            : left.IsKnown ? right
            : Outcome.Unknown(left, right);
    }

    /// <summary>Where the condition is unknown but both branches come to the same, it does not matter.</summary>
    private static Outcome OfChoice(Choice choice, Func<string, Outcome> valueOf)
    {
        var condition = Of(choice.Condition, valueOf);
        if (condition.Value is { } known)
        {
            return Of(known.Truth ? choice.Then : choice.Otherwise, valueOf);
        }

        var then = Of(choice.Then, valueOf);
        var otherwise = Of(choice.Otherwise, valueOf);
        return then.Value is { } one && otherwise.Value is { } other && one.CompareTo(other) == 0 ? then : Outcome.Unknown(condition, then, otherwise);
    }

    private static Outcome OfExtremum(Extremum extremum, Func<string, Outcome> valueOf)
    {
        var sign = extremum.Extreme == Extreme.Min ? -1 : 1;
        var best = Of(extremum.Operands[0], valueOf);
        foreach (var operand in extremum.Operands.Skip(1))
        {
            best = With(best, Of(operand, valueOf), (left, right) => right.CompareTo(left) * sign > 0 ? right : left);
        }

        return best;
    }

    private static Outcome OfTiers(Tiers tiers, Func<string, Outcome> valueOf)
    {
        var operand = Of(tiers.Operand, valueOf);
        List<Outcome> rates = [.. tiers.Parts.Select(part => Of(part.Rate, valueOf)), Of(tiers.Above, valueOf)];
        if (!operand.IsKnown || rates.Exists(rate => !rate.IsKnown))
        {
            return Outcome.Unknown([operand, .. rates]);
        }

        var rest = Rational.Max(operand.Value!.Exact, Rational.Zero);
        var sum = Rational.Zero;
        var below = Rational.Zero;
        for (var i = 0; i < tiers.Parts.Count; i++)
        {
            var bound = tiers.Parts[i].Bound.Value.Exact;
            var part = Rational.Min(rest, bound - below);
            sum += part * rates[i].Value!.Exact;
            rest -= part;
            below = bound;
        }

        return Outcome.Of(Value.Of(operand.Value.Type, sum + (rest * rates[^1].Value!.Exact)));
    }

    private static Value Apply(Operation operation, Value left, Value right) => operation switch
    {
        Operation.Plus => Value.Of(left.Type, left.Exact + right.Exact),
        Operation.Minus => Value.Of(left.Type, left.Exact - right.Exact),
        Operation.Times => Value.Of(left.Type == RuleType.Money ? RuleType.Money : right.Type, left.Exact * right.Exact),
        Operation.By => Value.Of(left.Type, left.Exact / right.Exact),
        Operation.Equal => Value.Of(left.CompareTo(right) == 0),
        Operation.Unequal => Value.Of(left.CompareTo(right) != 0),
        Operation.Less => Value.Of(left.CompareTo(right) < 0),
        Operation.AtMost => Value.Of(left.CompareTo(right) <= 0),
        Operation.Greater => Value.Of(left.CompareTo(right) > 0),
        Operation.AtLeast => Value.Of(left.CompareTo(right) >= 0),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private static Outcome With(Outcome operand, Func<Value, Value> apply) => operand.Value is { } value ? Outcome.Of(apply(value)) : operand;

    private static Outcome With(Outcome left, Outcome right, Func<Value, Value, Value> apply) =>
        left.Value is { } one && right.Value is { } other ? Outcome.Of(apply(one, other)) : Outcome.Unknown(left, right);
}
