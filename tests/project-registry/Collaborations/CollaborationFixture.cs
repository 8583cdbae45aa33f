using Platform.Common.V1;
using Platform.Coordination.V1;
using Platform.Identity.V1;
using Platform.Tests.Fixtures;

namespace Platform.ProjectRegistry.Tests.Collaborations;

/// <summary>The registry with four organisations that joined the platform by event.</summary>
public sealed class CollaborationFixture() : ServiceFixture(Program.Host, typeof(Program).Assembly)
{
    public const string Bureau = "11130300000000001X";
    public const string Firm = "91130300MAYQ00001A";
    public const string School = "12130300MAYQ00002B";
    public const string Stranger = "91130300MAYQ00003C";

    public CollaborationService.CollaborationServiceClient AsBureau => new(Official());

    public CollaborationService.CollaborationServiceClient AsFirm => new(Enterprise(Firm));

    public CollaborationService.CollaborationServiceClient AsSchool => new(University(School));

    public CollaborationService.CollaborationServiceClient AsStranger => new(Enterprise(Stranger));

    public string NextYear => Clock.GetUtcNow().AddYears(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await JoinAsync(Bureau, "市工业和信息化局", OrganisationKind.Government);
        await JoinAsync(Firm, "示例装备有限公司", OrganisationKind.Enterprise);
        await JoinAsync(School, "示例大学", OrganisationKind.University);
        await JoinAsync(Stranger, "无关企业", OrganisationKind.Enterprise);
        await EventuallyAsync("four organisations", "select count(*) = 4 from organisation");
    }

    /// <summary>Terms in which the firm pays by a contract, the school places a talent and the bureau shows evidence.</summary>
    public Terms Terms(Guid need, Guid listing, string title = "机器视觉检测线联合攻关") => new()
    {
        Kind = CollaborationKind.TechnologyTransfer,
        Title = title,
        Parties = { new Party { OrganisationCode = Bureau }, new Party { OrganisationCode = Firm }, new Party { OrganisationCode = School } },
        Commitments =
        {
            new Commitment { OrganisationCode = Firm, Description = "签订技术合同", DueDate = NextYear, Fulfilment = Fulfilment.AgreementSigned, CandidateId = listing.ToString() },
            new Commitment { OrganisationCode = School, Description = "输送一名工程师", DueDate = NextYear, Fulfilment = Fulfilment.TalentPlaced, NeedId = need.ToString() },
            new Commitment { OrganisationCode = Bureau, Description = "落实人才补贴", DueDate = NextYear, Fulfilment = Fulfilment.Evidence },
        },
    };

    public async Task<Collaboration> ActiveAsync(Guid need, Guid listing)
    {
        var proposed = await AsBureau.ProposeCollaborationAsync(new ProposeCollaborationRequest { Terms = Terms(need, listing) });
        await AsFirm.ConsentToCollaborationAsync(new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash });
        return await AsSchool.ConsentToCollaborationAsync(new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash });
    }

    private Task JoinAsync(string code, string name, OrganisationKind kind) =>
        PublishAsync(new OrganisationRegistered { OrganisationCode = code, Name = name, Kind = kind }, code);
}
