using Platform.TechTransfer.Matching.Retrieval;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching;

/// <summary>What is known of a need when research is matched to it.</summary>
/// <param name="MinimumReadiness">0 means any.</param>
/// <param name="BudgetFen">CNY fen; 0 means not stated.</param>
/// <param name="FromProject">The description is only the summary of the project that declares the need.</param>
public sealed record Need(
    string Title, IReadOnlyList<string> Keywords, string Description, string Industry, int MinimumReadiness, TransferForm Form, long BudgetFen, bool FromProject = false);

/// <summary>What is known of an offered listing when it is matched.</summary>
/// <param name="PriceFen">CNY fen; 0 means by negotiation.</param>
/// <param name="More">Other text by which it is found: problem, advantages, discipline.</param>
/// <param name="OwnerCode">Empty where the owner has not joined.</param>
public sealed record Listed(
    Guid Id, string Title, IReadOnlyList<string> Keywords, string Summary, string Industry, int Readiness, TransferForm Form, long PriceFen, string OwnerCode, string OwnerName, string More = "")
{
    public IndexedText ToText() => new(Title, Keywords, More.Length == 0 ? Summary : $"{Summary}\n{More}");
}
