using Platform.Chassis.Hosting;
using Platform.Coordination.V1;
using Platform.Identity.V1;
using Platform.Registry.V1;
using Platform.TechTransfer.Challenges;
using Platform.TechTransfer.Files;
using Platform.TechTransfer.Agreements;
using Platform.TechTransfer.BenefitSharing;
using Platform.TechTransfer.Flow;
using Platform.TechTransfer.Incubation;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Matching;
using Platform.TechTransfer.Matching.Glossaries;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.TechTransfer.Matching.SavedSearches;
using Platform.TechTransfer.Matching.Search;
using Platform.TechTransfer.Needs;
using Platform.TechTransfer.Negotiations;
using Platform.TechTransfer.PriceNotices;
using Platform.TechTransfer.TransferRules;
using Platform.TechTransfer.Negotiations.DataRooms;
using Platform.TechTransfer.Negotiations.Ndas;
using Platform.TechTransfer.Negotiations.TermSheets;

return await Program.Host(args).RunAsync();

public partial class Program
{
    public static ServiceHost Host(string[] args)
    {
        var host = ServiceHost.Create(args, "tech-transfer", typeof(Program).Assembly);
        host.Services.AddSingleton<CreateListing>().AddSingleton<StepListing>().AddSingleton<ReadListings>().AddSingleton<ImportListings>();
        host.Services.AddSingleton<UpdateListing>().AddSingleton<ApproveListing>().AddSingleton<ReturnListing>().AddSingleton<ListingSteps>();
        host.Services.AddSingleton<ReadVersions>().AddSingleton<ReadClaimSheet>().AddSingleton<ListingRulebook>().AddSingleton<ListingPapers>();
        host.Services.AddSingleton<WriteChallenge>().AddSingleton<StepChallenge>().AddSingleton<EndChallenge>().AddSingleton<ReadChallenges>();
        host.Services.AddSingleton<WriteProposal>().AddSingleton<ReadProposals>().AddSingleton<Evaluate>().AddSingleton<RankProposals>().AddSingleton<Award>().AddSingleton<Milestones>().AddHostedService<ChallengeClock>();
        host.Services.AddSingleton<IFileRights, ChallengeDocumentRights>().AddSingleton<IFileRights, ProposalFileRights>().AddSingleton<IFileRights, ChallengeMilestoneRights>();
        host.Services.AddSingleton<FileRights>().AddSingleton<IFileRights, ListingMaterialRights>().AddSingleton<IFileRights, ListingEvidenceRights>();
        host.Services.AddSingleton<CreateNeed>().AddSingleton<CloseNeed>().AddSingleton<ReopenNeed>().AddSingleton<ReadNeeds>().AddSingleton<ImportNeeds>();
        host.Services.AddSingleton<OfferedListings>().AddSingleton<Matchmaker>().AddHostedService<MatchWorker>();
        host.Services.AddSingleton<OpenNegotiation>().AddSingleton<ReadNegotiations>();
        host.Services.AddHostedService<NegotiationClock>();
        host.Services.AddSingleton(RetrievalParameters.Shipped).AddSingleton<LiveGlossary>().AddSingleton<OpenNeeds>().AddSingleton<RunSearch>().AddSingleton<MatchListing>().AddSingleton<Reranker>().AddHostedService<IndexKeeper>();
        HttpEmbeddings.AddTo(host.Services, host.Configuration);
        host.Services.AddSingleton<SaveSearch>().AddSingleton<ReadSavedSearches>().AddSingleton<TellFound>().AddHostedService<SearchWorker>().AddSingleton<ChangeGlossary>().AddSingleton<ReadGlossary>();
        host.Events
            .Handle<OrganisationRegistered, OnOrganisationJoined>()
            .Handle<ProjectAdmitted, OnProjectAdmitted>()
            .Handle<ProjectLeftPool, OnProjectLeftPool>()
            .Handle<SupportRequested, OnSupportRequested>()
            .Handle<SupportRequestEnded, OnSupportRequestEnded>()
            .Handle<CollaborationActivated, OnCollaborationActivated>()
            .Handle<CollaborationEnded, OnCollaborationEnded>();
        return host.Map(app =>
        {
            app.MapGrpcService<ListingService>();
            app.MapGrpcService<TransferFileGrpc>();
            app.MapGrpcService<ChallengeGrpc>();
            app.MapGrpcService<ProposalGrpc>();
            app.MapGrpcService<ChallengeAwardGrpc>();
            app.MapGrpcService<TechnologyNeedService>();
            app.MapGrpcService<MatchService>();
            app.MapGrpcService<SearchService>();
            app.MapGrpcService<SavedSearchService>();
            app.MapGrpcService<GlossaryService>();
            app.MapGrpcService<NegotiationService>();
            app.MapGrpcService<AgreementGrpc>();
            app.MapGrpcService<PriceNoticeGrpc>();
            app.MapGrpcService<TransferRuleGrpc>();
            app.MapGrpcService<NdaGrpc>();
            app.MapGrpcService<DataRoomGrpc>();
            app.MapGrpcService<TermSheetGrpc>();
            app.MapGrpcService<BenefitSharingGrpc>();
            app.MapGrpcService<IncubationGrpc>();
            app.MapGrpcService<FlowGrpc>();
        });
    }
}
