using Platform.Common.V1;
using Platform.Identity.V1;
using Platform.Talent.V1;

namespace Platform.Portal.Trainings;

/// <summary>Terms of a programme being drawn up: empty, from a proposal of the skill gap, or those of a draft.</summary>
public sealed class TrainingDraft
{
    public string Title { get; set; } = "";
    public TrainingKind Kind { get; set; } = TrainingKind.OrderClass;
    public string Description { get; set; } = "";
    public Organisation? College { get; set; }
    public List<Organisation> Firms { get; } = [];
    public List<TrainingModule> Modules { get; } = [];
    public int Seats { get; set; } = 30;
    public string Start { get; set; } = "";
    public string End { get; set; } = "";

    public bool Complete => Title.Trim().Length > 1 && Firms.Count > 0 && (College is not null || Kind == TrainingKind.Employee) && Start.Length == 10 && End.Length == 10
        && Modules.All(module => module.Skill.Length > 0 && module.Title.Trim().Length > 1);

    public static TrainingDraft Of(TrainingProgramme programme)
    {
        var terms = programme.Terms;
        var draft = new TrainingDraft
        {
            Title = terms.Title, Kind = terms.Kind, Description = terms.Description, Seats = terms.Seats, Start = terms.StartDate, End = terms.EndDate,
            College = programme.Parties.Where(party => party.Kind == OrganisationKind.University).Select(ToOrganisation).FirstOrDefault(),
        };
        draft.Firms.AddRange(programme.Parties.Where(party => party.Kind == OrganisationKind.Enterprise).Select(ToOrganisation));
        draft.Modules.AddRange(terms.Modules.Select(module => module.Clone()));
        return draft;
    }

    public TrainingTerms ToTerms()
    {
        var terms = new TrainingTerms
        {
            Title = Title.Trim(), Kind = Kind, Description = Description.Trim(), CollegeCode = College?.OrganisationCode ?? "", Seats = Seats, StartDate = Start, EndDate = End,
        };
        terms.FirmCodes.AddRange(Firms.Select(firm => firm.OrganisationCode));
        terms.Modules.AddRange(Modules);
        return terms;
    }

    public void Join(Organisation organisation)
    {
        if (organisation.Kind == OrganisationKind.University)
            College = organisation;
        else if (organisation.Kind == OrganisationKind.Enterprise && Firms.All(firm => firm.OrganisationCode != organisation.OrganisationCode))
            Firms.Add(organisation);
    }

    private static Organisation ToOrganisation(TrainingParty party) => new() { OrganisationCode = party.OrganisationCode, Name = party.Name, Kind = party.Kind };
}
