using System.Globalization;
using Platform.Coordination.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;

namespace Platform.Demo.Steps;

/// <summary>The official proposes a collaboration of government, firm and universities on one of the projects.</summary>
internal static class ProposeCollaboration
{
    public static readonly Step Step = new("propose", "提出三方协同事项", "Propose a tripartite collaboration", RunAsync);

    private const int DaysToFulfil = 90;

    private static async Task RunAsync(JobContext job)
    {
        job.Matter = await FindMatter.AsOfAsync(job);
        if (job.Matter is not { } matter)
        {
            Nobody(job);
            return;
        }

        var request = new ProposeCollaborationRequest { Terms = TermsOf(job, matter), RequestId = job.NewRequestId() };
        // The registry hears of organisations by event; one that joined a moment ago may not have reached it.
        job.Collaboration = await Patience.RunAsync(
            job.Options.Wait,
            job.Clock,
            () => job.Official.Collaborations.ProposeCollaborationAsync(request, cancellationToken: job.Cancellation).ResponseAsync,
            error => error is CallFailure { Reason: "ORGANISATION_UNKNOWN" },
            job.Cancellation);
        var parties = string.Join(job.Printer.Pick("、", ", "), job.Collaboration.Terms.Parties.Select(party => party.OrganisationName));
        job.Printer.Note($"《{job.Collaboration.Terms.Title}》：{parties}", $"“{job.Collaboration.Terms.Title}”: {parties}");
        foreach (var commitment in job.Collaboration.Terms.Commitments)
            job.Printer.Note($"承诺 {commitment.Number}：{commitment.Description}", $"commitment {commitment.Number}: {commitment.Description}");
    }

    private static void Nobody(JobContext job)
    {
        if (job.Projects.Any(project => project.Needs.Count > 0))
        {
            throw new JobFailure(
                "入库项目的需求没有可协同的人才或成果，无法形成三方协同事项", "nothing was found for the projects' needs that a collaboration could be formed on");
        }

        job.Printer.Note("入库项目没有申报需求，不形成协同事项", "the projects declared no needs, there is nothing to collaborate on");
    }

    private static Terms TermsOf(JobContext job, Matter matter)
    {
        var project = matter.Project;
        var terms = new Terms
        {
            Kind = matter.Listing is null ? CollaborationKind.TalentRecruitment : CollaborationKind.TechnologyTransfer,
            Title = Shorten($"“{project.Name}”三方协同", 120),
            Description = $"支持入库项目“{project.Name}”的成果转化与人才引进。",
            ProjectId = project.ProjectId,
            Parties =
            {
                new[] { job.OfficialOrganisation, project.OrganisationCode }.Concat(matter.Universities).Distinct(StringComparer.Ordinal).Select(code => new Party { OrganisationCode = code }),
            },
        };
        var due = job.Today.AddDays(DaysToFulfil).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (matter.Listing is { } listing)
            terms.Commitments.Add(Commit(listing, Fulfilment.AgreementSigned, $"就成果“{listing.Finding.Label}”签订技术合同，解决“{listing.Need.Title}”"));
        if (matter.Talent is { } talent)
            terms.Commitments.Add(Commit(talent, Fulfilment.TalentPlaced, $"推荐 {talent.Finding.Label} 到“{talent.Need.Title}”岗位就业"));
        terms.Commitments.Add(new Commitment
        {
            OrganisationCode = job.OfficialOrganisation,
            Description = "落实入库项目的资金与人才政策支持",
            DueDate = due,
            Fulfilment = Fulfilment.Evidence,
        });
        return terms;

        Commitment Commit(Found found, Fulfilment fulfilment, string description) => new()
        {
            OrganisationCode = found.Finding.OrganisationCode,
            Description = Shorten(description, 500),
            DueDate = due,
            Fulfilment = fulfilment,
            NeedId = found.Need.NeedId,
            CandidateId = found.Finding.CandidateId,
        };
    }

    private static string Shorten(string text, int most) => text.Length <= most ? text : text[..most];
}
