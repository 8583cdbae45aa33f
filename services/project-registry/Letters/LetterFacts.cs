using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Letters;

/// <summary>What a letter says, as it was when the letter was issued.</summary>
/// <param name="Number">Consecutive within the year, from 1.</param>
/// <param name="Issuer">The body that decided.</param>
/// <param name="Rank">0 where the application was not ranked.</param>
/// <param name="NoticeFirst">Of the project's own notice; null where it was on no list.</param>
/// <param name="ReasonZh">Why, one sentence; may be empty.</param>
public sealed record LetterFacts(
    LetterKind Kind,
    int Year,
    int Number,
    DateOnly IssuedOn,
    string Issuer,
    string BatchName,
    bool Rehearsal,
    string ProjectName,
    string OrganisationName,
    string OrganisationCode,
    int Rank,
    DateOnly? NoticeFirst,
    DateOnly? NoticeLast,
    string ReasonZh,
    string ReasonEn)
{
    /// <summary>文号, such as 〔2026〕12号.</summary>
    public string NumberText => $"〔{Year}〕{Number}号";
}
