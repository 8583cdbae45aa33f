using Platform.Common.V1;
using Platform.Coordination.V1;
using Platform.Identity.V1;
using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Collaborations;

/// <summary>Terms being drawn up. Started from a finding it names the parties and the commitments that follow from it.</summary>
public sealed class Proposal
{
    public Project? Project { get; private init; }
    public string Title { get; set; } = "";
    public CollaborationKind Kind { get; set; } = CollaborationKind.ProjectSupport;
    public string Description { get; set; } = "";
    public string Deadline { get; set; } = "";
    public List<Organisation> Parties { get; } = [];
    public List<Commitment> Commitments { get; } = [];

    public bool HasThreeParties => new[] { OrganisationKind.Government, OrganisationKind.Enterprise, OrganisationKind.University }
        .All(kind => Parties.Any(party => party.Kind == kind));

    public bool Complete => Title.Trim().Length > 1 && HasThreeParties && Commitments.Count > 0
        && Commitments.All(commitment => commitment.Description.Trim().Length > 1 && commitment.DueDate.Length == 10
            && Parties.Any(party => party.OrganisationCode == commitment.OrganisationCode));

    public static Proposal Start(Words words, DateOnly today, Organisation own, Project? project, string? needId, string? candidateId)
    {
        var need = project?.Needs.FirstOrDefault(need => need.NeedId == needId);
        var finding = need?.Findings.FirstOrDefault(finding => finding.CandidateId == candidateId);
        var proposal = new Proposal { Project = project, Deadline = Iso(today.AddDays(30)) };
        proposal.Join(own);
        if (project is null)
            return proposal;
        proposal.Join(new Organisation { OrganisationCode = project.OrganisationCode, Name = project.OrganisationName, Kind = OrganisationKind.Enterprise });
        proposal.Title = words["proposal.title.project", project.Name];
        if (need is null || finding is null)
            return proposal;
        proposal.Join(new Organisation { OrganisationCode = finding.OrganisationCode, Name = finding.OrganisationName, Kind = OrganisationKind.University });
        var talent = need.Kind == NeedKind.Talent;
        proposal.Kind = talent ? CollaborationKind.TalentRecruitment : CollaborationKind.TechnologyTransfer;
        proposal.Title = Shorten(words[talent ? "proposal.title.talent" : "proposal.title.technology", project.Name, talent ? need.Title : finding.Label]);
        proposal.Commitments.Add(new Commitment
        {
            OrganisationCode = talent ? project.OrganisationCode : finding.OrganisationCode,
            Description = words[talent ? "proposal.commit.talent" : "proposal.commit.technology", talent ? need.Title : finding.Label],
            DueDate = Iso(today.AddDays(90)),
            Fulfilment = talent ? Fulfilment.TalentPlaced : Fulfilment.AgreementSigned,
            NeedId = need.NeedId,
            CandidateId = finding.CandidateId,
        });
        if (own.Kind == OrganisationKind.Government)
            proposal.Commitments.Add(new Commitment
            {
                OrganisationCode = own.OrganisationCode,
                Description = words["proposal.commit.government"],
                DueDate = Iso(today.AddDays(60)),
                Fulfilment = Fulfilment.Evidence,
            });
        return proposal;
    }

    public void Join(Organisation organisation)
    {
        if (organisation.OrganisationCode.Length == 18 && Parties.All(party => party.OrganisationCode != organisation.OrganisationCode))
            Parties.Add(organisation);
    }

    public void Leave(Organisation organisation)
    {
        Parties.Remove(organisation);
        Commitments.RemoveAll(commitment => commitment.OrganisationCode == organisation.OrganisationCode);
    }

    public Terms ToTerms()
    {
        var terms = new Terms { Kind = Kind, Title = Title.Trim(), Description = Description.Trim(), ProjectId = Project?.ProjectId ?? "" };
        terms.Parties.AddRange(Parties.Select(party => new Party { OrganisationCode = party.OrganisationCode }));
        terms.Commitments.AddRange(Commitments.Select(commitment => new Commitment(commitment) { Description = commitment.Description.Trim() }));
        return terms;
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Shorten(string title) => title.Length <= 120 ? title : title[..119] + "…";
}
