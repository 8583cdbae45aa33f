using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Common.V1;

namespace Platform.TalentMatching.Needs;

/// <summary>Universities as a need names them, by code or name.</summary>
internal static class PreferredUniversities
{
    /// <returns>Codes in the order named.</returns>
    /// <exception cref="Chassis.Errors.FailedException">UNIVERSITY_UNKNOWN, or INVALID_FIELD where one stands twice.</exception>
    public static async Task<IReadOnlyList<string>> ResolveAsync(Change change, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return [];
        }

        const string sql = "select organisation_code, name from organisation where kind = @kind order by organisation_code desc limit 100000";
        var known = new Dictionary<string, string>();
        foreach (var university in await change.QueryAsync<University>(sql, new { kind = (short)OrganisationKind.University }))
        {
            known[Words.Fold(university.Name)] = university.OrganisationCode;
            known[Words.Fold(university.OrganisationCode)] = university.OrganisationCode;
        }

        var codes = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"preferred_universities[{i}]");
            var code = known.GetValueOrDefault(Words.Fold(words[i])) ?? throw NeedErrors.UniversityUnknown(words[i], field).ToException();
            codes.Add(codes.Contains(code) ? throw NeedErrors.Repeated(words[i], field).ToException() : code);
        }

        return codes;
    }

    private sealed record University(string OrganisationCode, string Name);
}
