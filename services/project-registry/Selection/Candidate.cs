using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>An application that may be selected.</summary>
/// <param name="Industry">Code of the city's catalogue, as are track and district; an empty one belongs to no class of its kind.</param>
/// <param name="Rank">From 1; no two candidates share one, and a better rank never has a lower score.</param>
/// <param name="Score">Total score in ten-thousandths of a point, 0–1,000,000.</param>
public readonly record struct Candidate(Guid ApplicationId, string Industry, int Rank, int Score, string Track = "", string District = "")
{
    /// <summary>The code of its class of a kind.</summary>
    public string CodeOf(QuotaKind kind) => kind switch
    {
        QuotaKind.Track => Track,
        QuotaKind.District => District,
        _ => Industry,
    };

    public bool Is(QuotaClass @class) => CodeOf(@class.Kind) == @class.Code;
}

/// <summary>The applications that share an industry, a track or a district.</summary>
public readonly record struct QuotaClass(QuotaKind Kind, string Code);

/// <summary>Least and most projects of one class.</summary>
/// <param name="Maximum">Null: no upper bound.</param>
public sealed record ClassQuota(QuotaClass Class, int Minimum, int? Maximum)
{
    public ClassQuota(QuotaKind kind, string code, int minimum, int? maximum)
        : this(new QuotaClass(kind, code), minimum, maximum)
    {
    }

    /// <summary>How far it is from another quota of the same class.</summary>
    public int ChangesTo(ClassQuota other) =>
        Math.Abs(Minimum - other.Minimum) + Math.Abs((Maximum ?? 0) - (other.Maximum ?? 0));

    /// <summary>Minimum and maximum as they are written: 2..6, or 2.. without a maximum.</summary>
    public string Range => Maximum is { } maximum ? $"{Minimum}..{maximum}" : $"{Minimum}..";
}
