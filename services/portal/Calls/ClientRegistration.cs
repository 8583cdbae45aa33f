using System.Globalization;
using System.Security.Claims;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Microsoft.AspNetCore.Components.Authorization;
using Platform.Coordination.V1;
using Platform.Identity.V1;
using Platform.Portal.Session;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.Portal.Calls;

/// <summary>Registers a client for each service and puts the person's token and language on each call.</summary>
public static class ClientRegistration
{
    public static void AddServiceClients(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<Clients>();
        services.AddScoped<SkillNames>();
        services.AddScoped<ApplicationForms>();
        services.AddSingleton<DeadlineInterceptor>();

        var identity = new Uri(configuration["Services:Identity"]!);
        Add<AccountService.AccountServiceClient>(identity);
        Add<OrganisationService.OrganisationServiceClient>(identity);

        var registry = new Uri(configuration["Services:Registry"]!);
        Add<BatchService.BatchServiceClient>(registry);
        Add<ApplicationService.ApplicationServiceClient>(registry);
        Add<FileService.FileServiceClient>(registry);
        Add<RubricService.RubricServiceClient>(registry);
        Add<MaturityService.MaturityServiceClient>(registry);
        Add<BenchmarkService.BenchmarkServiceClient>(registry);
        Add<ReviewerService.ReviewerServiceClient>(registry);
        Add<AssignmentService.AssignmentServiceClient>(registry);
        Add<PanelService.PanelServiceClient>(registry);
        Add<ReviewService.ReviewServiceClient>(registry);
        Add<SelectionService.SelectionServiceClient>(registry);
        Add<NoticeService.NoticeServiceClient>(registry);
        Add<EligibilityService.EligibilityServiceClient>(registry);
        Add<BadCreditService.BadCreditServiceClient>(registry);
        Add<CalendarService.CalendarServiceClient>(registry);
        Add<ObjectionService.ObjectionServiceClient>(registry);
        Add<LetterService.LetterServiceClient>(registry);
        Add<DecisionService.DecisionServiceClient>(registry);
        Add<NotificationService.NotificationServiceClient>(registry);
        Add<StatisticsService.StatisticsServiceClient>(registry);
        Add<ProjectService.ProjectServiceClient>(registry);
        Add<SupportService.SupportServiceClient>(registry);
        Add<PlanService.PlanServiceClient>(registry);
        Add<MilestoneService.MilestoneServiceClient>(registry);
        Add<ReportService.ReportServiceClient>(registry);
        Add<ParkService.ParkServiceClient>(registry);
        Add<LeadService.LeadServiceClient>(registry);
        Add<FirmService.FirmServiceClient>(registry);
        Add<PolicyService.PolicyServiceClient>(registry);
        Add<EntitlementService.EntitlementServiceClient>(registry);
        Add<ClaimService.ClaimServiceClient>(registry);
        Add<CollaborationService.CollaborationServiceClient>(registry);

        var talent = new Uri(configuration["Services:Talent"]!);
        Add<SkillService.SkillServiceClient>(talent);
        Add<SkillWordService.SkillWordServiceClient>(talent);
        Add<SkillImportService.SkillImportServiceClient>(talent);
        Add<TalentService.TalentServiceClient>(talent);
        Add<ProfileService.ProfileServiceClient>(talent);
        Add<ConsentService.ConsentServiceClient>(talent);
        Add<PrivacyService.PrivacyServiceClient>(talent);
        Add<TalentNeedService.TalentNeedServiceClient>(talent);
        Add<ShortlistService.ShortlistServiceClient>(talent);
        Add<RecommendationService.RecommendationServiceClient>(talent);
        Add<PlacementService.PlacementServiceClient>(talent);
        Add<FollowUpService.FollowUpServiceClient>(talent);
        Add<RetentionService.RetentionServiceClient>(talent);
        Add<RoundService.RoundServiceClient>(talent);
        Add<RoundOfferService.RoundOfferServiceClient>(talent);
        Add<SkillGapService.SkillGapServiceClient>(talent);
        Add<TrainingService.TrainingServiceClient>(talent);
        Add<TrainingCourseService.TrainingCourseServiceClient>(talent);

        var transfer = new Uri(configuration["Services:Transfer"]!);
        Add<ListingService.ListingServiceClient>(transfer);
        Add<TransferFileService.TransferFileServiceClient>(transfer);
        Add<ChallengeService.ChallengeServiceClient>(transfer);
        Add<ProposalService.ProposalServiceClient>(transfer);
        Add<ChallengeAwardService.ChallengeAwardServiceClient>(transfer);
        Add<TechnologyNeedService.TechnologyNeedServiceClient>(transfer);
        Add<MatchService.MatchServiceClient>(transfer);
        Add<SearchService.SearchServiceClient>(transfer);
        Add<SavedSearchService.SavedSearchServiceClient>(transfer);
        Add<GlossaryService.GlossaryServiceClient>(transfer);
        Add<NegotiationService.NegotiationServiceClient>(transfer);
        Add<AgreementService.AgreementServiceClient>(transfer);
        Add<PriceNoticeService.PriceNoticeServiceClient>(transfer);
        Add<IncubationService.IncubationServiceClient>(transfer);
        Add<FlowService.FlowServiceClient>(transfer);
        Add<BenefitSharingService.BenefitSharingServiceClient>(transfer);
        Add<TransferRuleService.TransferRuleServiceClient>(transfer);
        Add<NdaService.NdaServiceClient>(transfer);
        Add<TermSheetService.TermSheetServiceClient>(transfer);
        Add<DataRoomService.DataRoomServiceClient>(transfer);

        void Add<TClient>(Uri address) where TClient : ClientBase =>
            services.AddGrpcClient<TClient>(options => options.Address = address)
                .AddInterceptor<DeadlineInterceptor>(InterceptorScope.Channel)
                // The services stand in the same private network, or behind TLS by an https address.
                .ConfigureChannel(channel => channel.UnsafeUseInsecureChannelCallCredentials = true)
                .AddCallCredentials(AddCallerAsync);
    }

    private static async Task AddCallerAsync(AuthInterceptorContext context, Metadata headers, IServiceProvider circuit)
    {
        headers.Add("accept-language", CultureInfo.CurrentUICulture.Name);
        var state = await circuit.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync();
        var session = state.User.FindFirstValue(SignIn.SessionClaim);
        var token = await circuit.GetRequiredService<Sessions>().AccessTokenAsync(session, context.CancellationToken);
        if (token is not null)
            headers.Add("authorization", $"Bearer {token}");
    }
}
