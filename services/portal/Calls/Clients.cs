using Platform.Coordination.V1;
using Platform.Identity.V1;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.Portal.Calls;

/// <summary>The services' clients, each made for the person of this page when first asked for.</summary>
public sealed class Clients(IServiceProvider services)
{
    public AccountService.AccountServiceClient Accounts => Get<AccountService.AccountServiceClient>();
    public OrganisationService.OrganisationServiceClient Organisations => Get<OrganisationService.OrganisationServiceClient>();

    public BatchService.BatchServiceClient Batches => Get<BatchService.BatchServiceClient>();
    public ApplicationService.ApplicationServiceClient Applications => Get<ApplicationService.ApplicationServiceClient>();
    public FileService.FileServiceClient Files => Get<FileService.FileServiceClient>();
    public MaturityService.MaturityServiceClient Maturity => Get<MaturityService.MaturityServiceClient>();
    public BenchmarkService.BenchmarkServiceClient Benchmarks => Get<BenchmarkService.BenchmarkServiceClient>();
    public RubricService.RubricServiceClient Rubrics => Get<RubricService.RubricServiceClient>();
    public ReviewerService.ReviewerServiceClient Reviewers => Get<ReviewerService.ReviewerServiceClient>();
    public AssignmentService.AssignmentServiceClient Assignments => Get<AssignmentService.AssignmentServiceClient>();
    public PanelService.PanelServiceClient Panels => Get<PanelService.PanelServiceClient>();
    public ReviewService.ReviewServiceClient Reviews => Get<ReviewService.ReviewServiceClient>();
    public SelectionService.SelectionServiceClient Selections => Get<SelectionService.SelectionServiceClient>();
    public NoticeService.NoticeServiceClient Notices => Get<NoticeService.NoticeServiceClient>();
    public EligibilityService.EligibilityServiceClient Eligibility => Get<EligibilityService.EligibilityServiceClient>();
    public BadCreditService.BadCreditServiceClient BadCredit => Get<BadCreditService.BadCreditServiceClient>();
    public CalendarService.CalendarServiceClient Calendar => Get<CalendarService.CalendarServiceClient>();
    public ObjectionService.ObjectionServiceClient Objections => Get<ObjectionService.ObjectionServiceClient>();
    public LetterService.LetterServiceClient Letters => Get<LetterService.LetterServiceClient>();
    public DecisionService.DecisionServiceClient Decisions => Get<DecisionService.DecisionServiceClient>();
    public NotificationService.NotificationServiceClient Notifications => Get<NotificationService.NotificationServiceClient>();
    public StatisticsService.StatisticsServiceClient Statistics => Get<StatisticsService.StatisticsServiceClient>();
    public ProjectService.ProjectServiceClient Projects => Get<ProjectService.ProjectServiceClient>();
    public SupportService.SupportServiceClient SupportRequests => Get<SupportService.SupportServiceClient>();
    public PlanService.PlanServiceClient Plans => Get<PlanService.PlanServiceClient>();
    public MilestoneService.MilestoneServiceClient Milestones => Get<MilestoneService.MilestoneServiceClient>();
    public ReportService.ReportServiceClient Reports => Get<ReportService.ReportServiceClient>();
    public ParkService.ParkServiceClient Parks => Get<ParkService.ParkServiceClient>();
    public LeadService.LeadServiceClient Leads => Get<LeadService.LeadServiceClient>();
    public FirmService.FirmServiceClient Firms => Get<FirmService.FirmServiceClient>();
    public PolicyService.PolicyServiceClient Policies => Get<PolicyService.PolicyServiceClient>();
    public EntitlementService.EntitlementServiceClient Entitlements => Get<EntitlementService.EntitlementServiceClient>();
    public ClaimService.ClaimServiceClient Claims => Get<ClaimService.ClaimServiceClient>();
    public CollaborationService.CollaborationServiceClient Collaborations => Get<CollaborationService.CollaborationServiceClient>();

    public SkillService.SkillServiceClient Skills => Get<SkillService.SkillServiceClient>();
    public SkillWordService.SkillWordServiceClient SkillWords => Get<SkillWordService.SkillWordServiceClient>();
    public SkillImportService.SkillImportServiceClient SkillImports => Get<SkillImportService.SkillImportServiceClient>();
    public TalentService.TalentServiceClient Talents => Get<TalentService.TalentServiceClient>();
    public ProfileService.ProfileServiceClient Profiles => Get<ProfileService.ProfileServiceClient>();
    public ConsentService.ConsentServiceClient Consents => Get<ConsentService.ConsentServiceClient>();
    public PrivacyService.PrivacyServiceClient Privacy => Get<PrivacyService.PrivacyServiceClient>();
    public TalentNeedService.TalentNeedServiceClient TalentNeeds => Get<TalentNeedService.TalentNeedServiceClient>();
    public RecommendationService.RecommendationServiceClient Recommendations => Get<RecommendationService.RecommendationServiceClient>();
    public ShortlistService.ShortlistServiceClient Shortlists => Get<ShortlistService.ShortlistServiceClient>();
    public PlacementService.PlacementServiceClient Placements => Get<PlacementService.PlacementServiceClient>();
    public FollowUpService.FollowUpServiceClient FollowUps => Get<FollowUpService.FollowUpServiceClient>();
    public RetentionService.RetentionServiceClient Retention => Get<RetentionService.RetentionServiceClient>();
    public RoundService.RoundServiceClient Rounds => Get<RoundService.RoundServiceClient>();
    public RoundOfferService.RoundOfferServiceClient RoundOffers => Get<RoundOfferService.RoundOfferServiceClient>();
    public SkillGapService.SkillGapServiceClient SkillGaps => Get<SkillGapService.SkillGapServiceClient>();
    public TrainingService.TrainingServiceClient Trainings => Get<TrainingService.TrainingServiceClient>();
    public TrainingCourseService.TrainingCourseServiceClient TrainingCourses => Get<TrainingCourseService.TrainingCourseServiceClient>();

    public ListingService.ListingServiceClient Listings => Get<ListingService.ListingServiceClient>();
    public TransferFileService.TransferFileServiceClient TransferFiles => Get<TransferFileService.TransferFileServiceClient>();
    public ChallengeService.ChallengeServiceClient Challenges => Get<ChallengeService.ChallengeServiceClient>();
    public ProposalService.ProposalServiceClient Proposals => Get<ProposalService.ProposalServiceClient>();
    public ChallengeAwardService.ChallengeAwardServiceClient ChallengeAwards => Get<ChallengeAwardService.ChallengeAwardServiceClient>();
    public TechnologyNeedService.TechnologyNeedServiceClient TechnologyNeeds => Get<TechnologyNeedService.TechnologyNeedServiceClient>();
    public SearchService.SearchServiceClient Search => Get<SearchService.SearchServiceClient>();
    public SavedSearchService.SavedSearchServiceClient SavedSearches => Get<SavedSearchService.SavedSearchServiceClient>();
    public GlossaryService.GlossaryServiceClient Glossary => Get<GlossaryService.GlossaryServiceClient>();
    public MatchService.MatchServiceClient Matches => Get<MatchService.MatchServiceClient>();
    public NegotiationService.NegotiationServiceClient Negotiations => Get<NegotiationService.NegotiationServiceClient>();
    public AgreementService.AgreementServiceClient Agreements => Get<AgreementService.AgreementServiceClient>();
    public PriceNoticeService.PriceNoticeServiceClient PriceNotices => Get<PriceNoticeService.PriceNoticeServiceClient>();
    public IncubationService.IncubationServiceClient Incubations => Get<IncubationService.IncubationServiceClient>();
    public FlowService.FlowServiceClient Flows => Get<FlowService.FlowServiceClient>();
    public BenefitSharingService.BenefitSharingServiceClient BenefitSharings => Get<BenefitSharingService.BenefitSharingServiceClient>();
    public TransferRuleService.TransferRuleServiceClient TransferRules => Get<TransferRuleService.TransferRuleServiceClient>();
    public NdaService.NdaServiceClient Ndas => Get<NdaService.NdaServiceClient>();
    public TermSheetService.TermSheetServiceClient TermSheets => Get<TermSheetService.TermSheetServiceClient>();
    public DataRoomService.DataRoomServiceClient DataRooms => Get<DataRoomService.DataRoomServiceClient>();

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();
}
