using Platform.Registry.V1;

namespace Platform.Demo.Job;

/// <summary>What a tripartite collaboration is formed on: a project and what was found for one or two of its needs.</summary>
public sealed record Matter(Project Project, Found? Talent, Found? Listing)
{
    /// <summary>Codes of the universities that take part, each once.</summary>
    public IReadOnlyList<string> Universities =>
        [.. new[] { Listing?.Finding.OrganisationCode, Talent?.Finding.OrganisationCode }.OfType<string>().Distinct(StringComparer.Ordinal)];
}

/// <summary>A need and the finding chosen for it.</summary>
public sealed record Found(ProjectNeed Need, Finding Finding);
