using Platform.Chassis.Hosting;
using Platform.Coordination.V1;
using Platform.Identity.V1;
using Platform.Registry.V1;
using Platform.TalentMatching.Engine;
using Platform.TalentMatching.Esco;
using Platform.TalentMatching.FollowUps;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Placements;
using Platform.TalentMatching.Privacy;
using Platform.TalentMatching.Rounds;
using Platform.TalentMatching.Recommendations;
using Platform.TalentMatching.Retention;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.SkillWords;
using Platform.TalentMatching.Talents;
using Platform.TalentMatching.Training;

return await Program.Host(args).RunAsync();

public partial class Program
{
    public static ServiceHost Host(string[] args)
    {
        var host = ServiceHost.Create(args, "talent-matching", typeof(Program).Assembly);
        host.Services.AddSingleton<CurrentTaxonomy>();
        host.Services.AddSingleton<EditSkill>();
        host.Services.AddSingleton<MergeSkill>();
        host.Services.AddSingleton<DecideWord>();
        host.Services.AddSingleton<Mapping>();
        host.Services.AddSingleton<ImportEsco>();
        host.Services.AddSingleton<MatchingIndex>();
        host.Services.AddSingleton<ComputeShortlists>();
        host.Services.AddSingleton<RecommendTalents>();
        host.Services.AddSingleton<RecommendNeeds>();
        host.Services.AddSingleton<CreateNeed>();
        host.Services.AddSingleton<ImportNeeds>();
        host.Services.AddSingleton<ImportTalents>();
        host.Services.AddSingleton<CreateProfile>();
        host.Services.AddSingleton<UpdateProfile>();
        host.Services.AddSingleton<Evidence>();
        host.Services.AddSingleton<ConfirmTalent>();
        host.Services.AddSingleton<LoadLists>();
        host.Services.AddSingleton<RankParties>();
        host.Services.AddSingleton<ReadRanking>();
        host.Services.AddSingleton<SimulateRound>();
        host.Services.AddSingleton<PublishRound>();
        host.Services.AddSingleton<DraftProgramme>();
        host.Services.AddSingleton<CompleteProgramme>();
        host.Services.AddSingleton<ReadSkillGap>();
        host.Services.AddHostedService<IndexWorker>();
        host.Services.AddHostedService<ShortlistWorker>();
        host.Services.AddHostedService<OfferWorker>();
        host.Services.AddSingleton(_ => LeavingReasons.Load());
        host.Services.AddSingleton<RecordStart>();
        host.Services.AddSingleton<ReportLeaving>();
        host.Services.AddHostedService<RemindFollowUps>();
        host.Services.AddSingleton<GetRetention>();
        host.Services.AddSingleton<GetLeavings>();
        host.Services.AddHostedService<RetentionWorker>();
        host.Events
            .Handle<OrganisationRegistered, ClaimTalents>()
            .Handle<ProjectAdmitted, OnProjectAdmitted>()
            .Handle<ProjectLeftPool, OnProjectLeftPool>()
            .Handle<SupportRequested, OnSupportRequested>()
            .Handle<SupportRequestEnded, OnSupportRequestEnded>()
            .Handle<CollaborationActivated, OnCollaborationActivated>()
            .Handle<CollaborationEnded, OnCollaborationEnded>()
            .Handle<CollaborationActivated, BindOnActivation>()
            .Handle<CollaborationEnded, CancelDraftsOnEnd>();
        return host.Map(app =>
        {
            app.MapGrpcService<SkillApi>();
            app.MapGrpcService<SkillWordApi>();
            app.MapGrpcService<SkillImportApi>();
            app.MapGrpcService<NeedApi>();
            app.MapGrpcService<TalentApi>();
            app.MapGrpcService<ProfileApi>();
            app.MapGrpcService<ConsentApi>();
            app.MapGrpcService<PrivacyApi>();
            app.MapGrpcService<ShortlistApi>();
            app.MapGrpcService<RecommendationApi>();
            app.MapGrpcService<PlacementApi>();
            app.MapGrpcService<FollowUpApi>();
            app.MapGrpcService<RetentionApi>();
            app.MapGrpcService<RoundApi>();
            app.MapGrpcService<RoundOfferApi>();
            app.MapGrpcService<TrainingApi>();
            app.MapGrpcService<TrainingCourseApi>();
            app.MapGrpcService<SkillGapApi>();
        });
    }
}
