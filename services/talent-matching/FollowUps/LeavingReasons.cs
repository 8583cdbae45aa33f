using System.Text.Json;
using Platform.Talent.V1;

namespace Platform.TalentMatching.FollowUps;

/// <summary>
/// Why people leave early. Data, not code: a city changes <c>FollowUps/leaving-reasons.json</c> and restarts; a code in use stays in it.
/// The four kinds are this project's choice.
/// </summary>
public sealed class LeavingReasons
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly Dictionary<string, LeavingReason> _byCode;

    private LeavingReasons(IEnumerable<LeavingReason> reasons)
    {
        All = [.. reasons];
        _byCode = All.ToDictionary(reason => reason.Code, StringComparer.Ordinal);
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<LeavingReason> All { get; }

    /// <exception cref="InvalidOperationException">The file is damaged, or has a code twice.</exception>
    public static LeavingReasons Load()
    {
        var rows = JsonSerializer.Deserialize<List<Row>>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "FollowUps", "leaving-reasons.json")), Json)
            ?? throw new InvalidOperationException("The list of leaving reasons is empty.");
        return new(rows.Select(row => new LeavingReason { Code = row.Code, Kind = (LeavingKind)row.Kind, NameZh = row.NameZh, NameEn = row.NameEn }));
    }

    /// <summary>Null where there is no such reason.</summary>
    public LeavingReason? Find(string code) => _byCode.GetValueOrDefault(code);

    private sealed record Row(string Code, int Kind, string NameZh, string NameEn);
}
