using System.Globalization;
using Platform.ProjectRegistry.Policies.Language;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>A policy whose expressions have been read and checked; ready to be applied to any firm.</summary>
public sealed class CompiledPolicy
{
    private CompiledPolicy(Policy policy, IReadOnlyList<Node> rules, IReadOnlyList<Node> steps, Node? taxRate)
    {
        Policy = policy;
        Rules = rules;
        Steps = steps;
        TaxRate = taxRate;
        EffectiveFrom = Day(policy.EffectiveFrom);
        EffectiveUntil = policy.EffectiveUntil.Length > 0 ? Day(policy.EffectiveUntil) : null;
        Facts = [.. rules.Concat(steps).Concat(taxRate is null ? [] : [taxRate]).SelectMany(References.Of).Select(PolicyFacts.Find).OfType<FactDefinition>().Distinct()];
    }

    public Policy Policy { get; }

    public IReadOnlyList<Node> Rules { get; }

    public IReadOnlyList<Node> Steps { get; }

    public Node? TaxRate { get; }

    public DateOnly EffectiveFrom { get; }

    public DateOnly? EffectiveUntil { get; }

    /// <summary>All facts that it asks for, in order of their first use.</summary>
    public IReadOnlyList<FactDefinition> Facts { get; }

    public bool IsBasis => Policy.Kind == PolicyKind.Basis;

    /// <summary>In force on some day of the year.</summary>
    public bool IsInForce(int year) => EffectiveFrom.Year <= year && (EffectiveUntil is null || EffectiveUntil.Value.Year >= year);

    /// <exception cref="Chassis.Errors.FailedException">RULE_INVALID, with the field and the character.</exception>
    public static CompiledPolicy Compile(Policy policy)
    {
        var rules = policy.Rules.Select((rule, i) => Read($"policy.rules[{i}].expression", rule.Expression, RuleType.Truth, name => TypeOf(policy, name))).ToList();
        var lines = new Dictionary<string, RuleType>(StringComparer.Ordinal);
        var steps = new List<Node>();
        for (var i = 0; i < policy.Steps.Count; i++)
        {
            var step = policy.Steps[i];
            var field = $"policy.steps[{i}].expression";
            if (Parser.IsWord(step.Name) || lines.ContainsKey(step.Name))
            {
                throw PolicyErrors.StepName($"policy.steps[{i}].name", step.Name).ToException();
            }

            RuleType? wanted = i == policy.Steps.Count - 1 ? RuleType.Money : null;
            steps.Add(Read(field, step.Expression, wanted, name => lines.TryGetValue(name, out var type) ? type : TypeOf(policy, name), out var found));
            lines.Add(step.Name, found);
        }

        var rate = policy.TaxRate.Length == 0 ? null : Read("policy.tax_rate", policy.TaxRate, RuleType.Number, name => TypeOf(policy, name));
        return new CompiledPolicy(policy, rules, steps, rate);
    }

    private static Node Read(string field, string text, RuleType wanted, Func<string, RuleType?> typeOf) => Read(field, text, wanted, typeOf, out _);

    private static Node Read(string field, string text, RuleType? wanted, Func<string, RuleType?> typeOf, out RuleType type)
    {
        try
        {
            var node = Parser.Parse(text);
            type = wanted is { } needed ? TypeCheck.Require(node, needed, typeOf) : TypeCheck.Of(node, typeOf);
            return node;
        }
        catch (RuleException exception)
        {
            throw PolicyErrors.RuleInvalid(field, exception.Error).ToException();
        }
    }

    private static RuleType? TypeOf(Policy policy, string name) => PolicyFacts.Find(name) switch
    {
        // A firm as such has no project to ask for.
        { Origin: FactOrigin.Project } when policy.Scope != PolicyScope.Project => null,
        { } fact => fact.Type,
        _ => null,
    };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
