using System.Text.Json;
using Platform.ProjectRegistry.Entitlements;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

/// <summary>The facts and the calculation of a claim as they stood when it was made, in both languages.</summary>
internal sealed record Snapshot(IReadOnlyList<SnapshotFact> Facts, IReadOnlyList<SnapshotLine> Lines)
{
    public static Snapshot Of(Judgement judgement)
    {
        var facts = judgement.Compiled.Facts
            .Select(fact => (Fact: fact, Outcome: PolicyFacts.Read(fact, judgement.Context, judgement.RatesBefore)))
            .Where(pair => pair.Outcome.IsKnown)
            .Select(pair => new SnapshotFact(
                pair.Fact.Chinese, pair.Fact.English, pair.Outcome.Value!.Show(english: false), pair.Outcome.Value.Show(english: true),
                PolicyFacts.IsConfirmed(pair.Fact, judgement.Context, judgement.RatesBefore)));
        var lines = EntitlementMessages.Lines(judgement, english: false).Zip(EntitlementMessages.Lines(judgement, english: true), (zh, en) =>
            new SnapshotLine(zh.Label, en.Label, zh.InNumbers, en.InNumbers, zh.Result, en.Result));
        return new([.. facts], [.. lines]);
    }

    public static Snapshot Parse(string json) => JsonSerializer.Deserialize<Snapshot>(json)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    public void AddTo(PolicyClaim claim, bool english)
    {
        claim.Facts.AddRange(Facts.Select(fact => new ClaimFact
        {
            Label = english ? fact.En : fact.Zh, Value = english ? fact.ValueEn : fact.ValueZh, Confirmed = fact.Confirmed,
        }));
        claim.Lines.AddRange(Lines.Select(line => new ClaimLine
        {
            Label = english ? line.En : line.Zh, InNumbers = english ? line.NumbersEn : line.NumbersZh, Result = english ? line.ResultEn : line.ResultZh,
        }));
    }
}

internal sealed record SnapshotFact(string Zh, string En, string ValueZh, string ValueEn, bool Confirmed);

internal sealed record SnapshotLine(string Zh, string En, string NumbersZh, string NumbersEn, string ResultZh, string ResultEn);
