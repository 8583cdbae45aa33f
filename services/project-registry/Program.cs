using Platform.Chassis.Hosting;
using Platform.Chassis.Organisations;
using Platform.Common.V1;
using Platform.Identity.V1;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Assignments;
using Platform.ProjectRegistry.BadCredit;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Benchmarks;
using Platform.ProjectRegistry.Calendar;
using Platform.ProjectRegistry.Claims;
using Platform.ProjectRegistry.Collaborations;
using Platform.ProjectRegistry.Entitlements;
using Platform.ProjectRegistry.Firms;
using Platform.ProjectRegistry.Decisions;
using Platform.ProjectRegistry.Eligibility;
using Platform.ProjectRegistry.Files;
using Platform.ProjectRegistry.Leads;
using Platform.ProjectRegistry.Milestones;
using Platform.ProjectRegistry.Maturity;
using Platform.ProjectRegistry.Letters;
using Platform.ProjectRegistry.Notices;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Panels;
using Platform.ProjectRegistry.Parks;
using Platform.ProjectRegistry.Plans;
using Platform.ProjectRegistry.Policies;
using Platform.ProjectRegistry.Objections;
using Platform.ProjectRegistry.Pool;
using Platform.ProjectRegistry.Reminders;
using Platform.ProjectRegistry.Reports;
using Platform.ProjectRegistry.Reviewers;
using Platform.ProjectRegistry.Reviews;
using Platform.ProjectRegistry.Rubrics;
using Platform.ProjectRegistry.Selection;
using Platform.ProjectRegistry.Statistics;
using Platform.ProjectRegistry.Support;
using Platform.Talent.V1;
using Platform.Transfer.V1;

return await Program.Host(args).RunAsync();

/// <summary>Host of the registry: vetting from batch to admission, and what supports a project after it.</summary>
public partial class Program
{
    public static ServiceHost Host(string[] args)
    {
        var host = ServiceHost.Create(args, "project-registry", typeof(Program).Assembly);
        host.Events
            .Handle<OrganisationRegistered, OnOrganisationRegistered>()
            .Handle<NotificationRaised, KeepRaised>()
            .Handle<TalentShortlisted, OnTalentShortlisted>()
            .Handle<TechnologyMatched, OnTechnologyMatched>()
            .Handle<TalentPlaced, OnTalentPlaced>()
            .Handle<TalentPlaced, FulfilOnTalentPlaced>()
            .Handle<AgreementSigned, OnAgreementSigned>()
            .Handle<AgreementSigned, FulfilOnAgreementSigned>()
            .Handle<TrainingCompleted, FulfilOnTrainingCompleted>()
            .Handle<TalentPlaced, SolveOnTalentPlaced>()
            .Handle<AgreementSigned, SolveOnAgreementSigned>()
            .Handle<RetentionMeasured, OnRetentionMeasured>()
            .Handle<TalentNeedBound, BindTalentNeed>()
            .Handle<TechnologyNeedBound, BindTechnologyNeed>();
        AddWorkers(host.Services);
        AddDecisions(host.Services);
        AddFiles(host.Services);
        return host.Map(app =>
        {
            app.MapGrpcService<BatchGrpc>();
            app.MapGrpcService<RubricGrpc>();
            app.MapGrpcService<MaturityGrpc>();
            app.MapGrpcService<BenchmarkGrpc>();
            app.MapGrpcService<ApplicationGrpc>();
            app.MapGrpcService<FileGrpc>();
            app.MapGrpcService<ReviewerGrpc>();
            app.MapGrpcService<AssignmentGrpc>();
            app.MapGrpcService<ReviewGrpc>();
            app.MapGrpcService<PanelGrpc>();
            app.MapGrpcService<SelectionGrpc>();
            app.MapGrpcService<NoticeGrpc>();
            app.MapGrpcService<NotificationGrpc>();
            app.MapGrpcService<BadCreditGrpc>();
            app.MapGrpcService<CalendarGrpc>();
            app.MapGrpcService<DecisionGrpc>();
            app.MapGrpcService<EligibilityGrpc>();
            app.MapGrpcService<ObjectionGrpc>();
            app.MapGrpcService<LetterGrpc>();
            app.MapGrpcService<StatisticsGrpc>();
            app.MapGrpcService<ProjectGrpc>();
            app.MapGrpcService<PlanGrpc>();
            app.MapGrpcService<MilestoneGrpc>();
            app.MapGrpcService<ReportGrpc>();
            app.MapGrpcService<ParkGrpc>();
            app.MapGrpcService<LeadGrpc>();
            app.MapGrpcService<CollaborationGrpc>();
            app.MapGrpcService<FirmGrpc>();
            app.MapGrpcService<PolicyGrpc>();
            app.MapGrpcService<SupportGrpc>();
            app.MapGrpcService<EntitlementGrpc>();
            app.MapGrpcService<ClaimGrpc>();
        });
    }

    private static void AddWorkers(IServiceCollection services)
    {
        services.AddHostedService<ExpireCollaborations>();
        services.AddHostedService<EntitlementWorker>();
        services.AddHostedService<SendReminders>();
        services.AddHostedService<WatchSupport>();
    }

    /// <summary>What takes two officials.</summary>
    private static void AddDecisions(IServiceCollection services)
    {
        services.AddSingleton<DecisionKinds>();
        services.AddSingleton<IDecisionKind, AdmissionDecision>();
        services.AddSingleton<IDecisionKind, EligibilityOverrideDecision>();
        services.AddSingleton<IDecisionKind, ObjectionRuling>();
        services.AddSingleton<IDecisionKind, RemovalDecision>();
        services.AddSingleton<IDecisionKind, GraduationDecision>();
        services.AddSingleton<LetterFont>();
    }

    /// <summary>Who may add and read the files of which matter.</summary>
    private static void AddFiles(IServiceCollection services)
    {
        services.AddSingleton<FileRights>();
        services.AddSingleton<IFileRights, ApplicationFiles>();
        services.AddSingleton<IFileRights, ObjectionEvidence>();
        services.AddSingleton<IFileRights, MilestoneEvidence>();
        services.AddSingleton<IFileRights, ReportEvidence>();
        services.AddSingleton<IFileRights, SupportFiles>();
        services.AddSingleton<IFileRights, ClaimFiles>();
    }
}
