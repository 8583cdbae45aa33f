using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Platform.Coordination.V1;
using Platform.Identity.V1;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.Demo.Access;

/// <summary>The platform's services as one machine client sees them.</summary>
public sealed class Session(Connections connections, Credential credential)
{
    private readonly ConcurrentDictionary<PlatformHost, CallInvoker> _invokers = new();

    public string ClientId => credential.ClientId;

    public AccountService.AccountServiceClient Accounts => new(Of(PlatformHost.Identity));
    public OrganisationService.OrganisationServiceClient Organisations => new(Of(PlatformHost.Identity));

    public BatchService.BatchServiceClient Batches => new(Of(PlatformHost.ProjectRegistry));

    public SelectionService.SelectionServiceClient Selections => new(Of(PlatformHost.ProjectRegistry));
    public RubricService.RubricServiceClient Rubrics => new(Of(PlatformHost.ProjectRegistry));
    public MaturityService.MaturityServiceClient Maturity => new(Of(PlatformHost.ProjectRegistry));
    public BenchmarkService.BenchmarkServiceClient Benchmarks => new(Of(PlatformHost.ProjectRegistry));
    public ApplicationService.ApplicationServiceClient Applications => new(Of(PlatformHost.ProjectRegistry));
    public FileService.FileServiceClient Files => new(Of(PlatformHost.ProjectRegistry));
    public ReviewerService.ReviewerServiceClient Reviewers => new(Of(PlatformHost.ProjectRegistry));
    public AssignmentService.AssignmentServiceClient Assignments => new(Of(PlatformHost.ProjectRegistry));
    public PanelService.PanelServiceClient Panels => new(Of(PlatformHost.ProjectRegistry));
    public ReviewService.ReviewServiceClient Reviews => new(Of(PlatformHost.ProjectRegistry));
    public EligibilityService.EligibilityServiceClient Eligibility => new(Of(PlatformHost.ProjectRegistry));
    public BadCreditService.BadCreditServiceClient BadCredit => new(Of(PlatformHost.ProjectRegistry));
    public CalendarService.CalendarServiceClient Calendar => new(Of(PlatformHost.ProjectRegistry));
    public ObjectionService.ObjectionServiceClient Objections => new(Of(PlatformHost.ProjectRegistry));
    public DecisionService.DecisionServiceClient Decisions => new(Of(PlatformHost.ProjectRegistry));
    public ProjectService.ProjectServiceClient Projects => new(Of(PlatformHost.ProjectRegistry));
    public SupportService.SupportServiceClient SupportRequests => new(Of(PlatformHost.ProjectRegistry));
    public FirmService.FirmServiceClient Firms => new(Of(PlatformHost.ProjectRegistry));
    public PolicyService.PolicyServiceClient Policies => new(Of(PlatformHost.ProjectRegistry));
    public ClaimService.ClaimServiceClient Claims => new(Of(PlatformHost.ProjectRegistry));
    public PlanService.PlanServiceClient Plans => new(Of(PlatformHost.ProjectRegistry));
    public MilestoneService.MilestoneServiceClient Milestones => new(Of(PlatformHost.ProjectRegistry));
    public ReportService.ReportServiceClient Reports => new(Of(PlatformHost.ProjectRegistry));
    public ParkService.ParkServiceClient Parks => new(Of(PlatformHost.ProjectRegistry));
    public LeadService.LeadServiceClient Leads => new(Of(PlatformHost.ProjectRegistry));
    public CollaborationService.CollaborationServiceClient Collaborations => new(Of(PlatformHost.ProjectRegistry));

    public SkillService.SkillServiceClient Skills => new(Of(PlatformHost.TalentMatching));
    public SkillWordService.SkillWordServiceClient SkillWords => new(Of(PlatformHost.TalentMatching));
    public TalentService.TalentServiceClient Talents => new(Of(PlatformHost.TalentMatching));
    public TalentNeedService.TalentNeedServiceClient TalentNeeds => new(Of(PlatformHost.TalentMatching));
    public ProfileService.ProfileServiceClient Profiles => new(Of(PlatformHost.TalentMatching));
    public ConsentService.ConsentServiceClient Consents => new(Of(PlatformHost.TalentMatching));
    public RecommendationService.RecommendationServiceClient Recommendations => new(Of(PlatformHost.TalentMatching));
    public ShortlistService.ShortlistServiceClient Shortlists => new(Of(PlatformHost.TalentMatching));
    public PlacementService.PlacementServiceClient Placements => new(Of(PlatformHost.TalentMatching));
    public FollowUpService.FollowUpServiceClient FollowUps => new(Of(PlatformHost.TalentMatching));
    public RetentionService.RetentionServiceClient Retention => new(Of(PlatformHost.TalentMatching));
    public RoundService.RoundServiceClient Rounds => new(Of(PlatformHost.TalentMatching));
    public RoundOfferService.RoundOfferServiceClient RoundOffers => new(Of(PlatformHost.TalentMatching));
    public SkillGapService.SkillGapServiceClient SkillGaps => new(Of(PlatformHost.TalentMatching));
    public TrainingService.TrainingServiceClient Trainings => new(Of(PlatformHost.TalentMatching));
    public TrainingCourseService.TrainingCourseServiceClient TrainingCourses => new(Of(PlatformHost.TalentMatching));

    public ListingService.ListingServiceClient Listings => new(Of(PlatformHost.TechTransfer));
    public TransferFileService.TransferFileServiceClient TransferFiles => new(Of(PlatformHost.TechTransfer));
    public ChallengeService.ChallengeServiceClient Challenges => new(Of(PlatformHost.TechTransfer));
    public ProposalService.ProposalServiceClient Proposals => new(Of(PlatformHost.TechTransfer));
    public ChallengeAwardService.ChallengeAwardServiceClient ChallengeAwards => new(Of(PlatformHost.TechTransfer));
    public TechnologyNeedService.TechnologyNeedServiceClient TechnologyNeeds => new(Of(PlatformHost.TechTransfer));
    public SearchService.SearchServiceClient Search => new(Of(PlatformHost.TechTransfer));
    public SavedSearchService.SavedSearchServiceClient SavedSearches => new(Of(PlatformHost.TechTransfer));
    public GlossaryService.GlossaryServiceClient Glossary => new(Of(PlatformHost.TechTransfer));
    public MatchService.MatchServiceClient Matches => new(Of(PlatformHost.TechTransfer));
    public NegotiationService.NegotiationServiceClient Negotiations => new(Of(PlatformHost.TechTransfer));
    public AgreementService.AgreementServiceClient Agreements => new(Of(PlatformHost.TechTransfer));
    public IncubationService.IncubationServiceClient Incubations => new(Of(PlatformHost.TechTransfer));
    public BenefitSharingService.BenefitSharingServiceClient BenefitSharings => new(Of(PlatformHost.TechTransfer));
    public PriceNoticeService.PriceNoticeServiceClient PriceNotices => new(Of(PlatformHost.TechTransfer));
    public NdaService.NdaServiceClient Ndas => new(Of(PlatformHost.TechTransfer));
    public TermSheetService.TermSheetServiceClient TermSheets => new(Of(PlatformHost.TechTransfer));
    public DataRoomService.DataRoomServiceClient DataRooms => new(Of(PlatformHost.TechTransfer));

    /// <summary>Signs in now. </summary>
    /// <exception cref="SignInRefused">Unknown client or wrong secret.</exception>
    public Task SignInAsync(CancellationToken cancellation) => connections.Tokens.OfAsync(credential, cancellation);

    /// <summary>For calls that stream, which the client's own methods do not repeat.</summary>
    public SessionCalls Streaming(PlatformHost host) => new(host, connections.Settings.Services[host], credential, connections);

    private CallInvoker Of(PlatformHost host) =>
        _invokers.GetOrAdd(host, _ => connections.Channel(host).Intercept(new SessionCalls(host, connections.Settings.Services[host], credential, connections)));
}
