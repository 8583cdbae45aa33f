using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Calls;

/// <summary>The choices of the application form, read once a page session.</summary>
public sealed class ApplicationForms(Clients clients, Words words)
{
    public ApplicationForm Form { get; private set; } = new();

    public IReadOnlyList<ApplicationChoice> Kpis => [.. Form.Kpis.Select(kpi => kpi.Choice)];

    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (Form.Kpis.Count == 0)
            Form = await clients.Applications.GetApplicationFormAsync(new GetApplicationFormRequest(), cancellationToken: cancellation);
    }

    public string NameOf(ApplicationChoice choice) => words.Pick(choice.NameZh, choice.NameEn);

    /// <summary>The choice's name; its code where the form does not know it.</summary>
    public string NameOf(IEnumerable<ApplicationChoice> choices, string code) => choices.FirstOrDefault(choice => choice.Code == code) is { } choice ? NameOf(choice) : code;

    public string UnitOf(IEnumerable<ApplicationChoice> choices, string code) =>
        choices.FirstOrDefault(choice => choice.Code == code) is { } choice ? words.Pick(choice.UnitZh, choice.UnitEn) : "";
}
