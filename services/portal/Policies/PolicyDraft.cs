using Platform.Registry.V1;

namespace Platform.Portal.Policies;

/// <summary>What the editor holds; expressions stay as their author writes them.</summary>
public sealed class PolicyDraft
{
    public Policy Policy { get; private init; } = new();
    public List<PolicyRule> Rules { get; private init; } = [];
    public List<PolicyStep> Steps { get; private init; } = [];
    public List<EvidenceItem> Evidence { get; private init; } = [];
    public ClaimWindow Window => Policy.ClaimWindow;
    public PolicySource Source => Policy.Source;

    public static PolicyDraft New() => Of(new Policy
    {
        Kind = PolicyKind.Subsidy, Level = PolicyLevel.City, Scope = PolicyScope.Firm, Rounding = Rounding.DownToFen, Sequence = 200, Source = new PolicySource { Mark = SourceMark.Choice },
        ClaimWindow = new ClaimWindow { OpensYearsAfter = 1, OpensOn = "01-01", ClosesYearsAfter = 1, ClosesOn = "12-31" },
        Rules = { new PolicyRule() }, Steps = { new PolicyStep { Name = "worth" } },
    });

    public static PolicyDraft Of(Policy policy)
    {
        var copy = policy.Clone();
        copy.ClaimWindow ??= new ClaimWindow { OpensYearsAfter = 1, OpensOn = "01-01", ClosesYearsAfter = 1, ClosesOn = "12-31" };
        return new PolicyDraft { Policy = copy, Rules = [.. copy.Rules], Steps = [.. copy.Steps], Evidence = [.. copy.Evidence] };
    }

    public Policy ToPolicy()
    {
        var policy = Policy.Clone();
        policy.PolicyCode = policy.PolicyCode.Trim().ToUpperInvariant();
        policy.Rules.Clear();
        policy.Rules.AddRange(Rules);
        policy.Steps.Clear();
        policy.Steps.AddRange(Steps);
        policy.Evidence.Clear();
        policy.Evidence.AddRange(Evidence);
        if (policy.Kind == PolicyKind.Basis)
            policy.ClaimWindow = null;
        return policy;
    }
}
