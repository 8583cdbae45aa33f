using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <inheritdoc cref="TrainingService"/>
internal sealed class TrainingApi(Store store, DraftProgramme draft, CompleteProgramme complete) : TrainingService.TrainingServiceBase
{
    private const string Everybody = $"{Roles.Official},{Roles.Enterprise},{Roles.University}";
    private const string Parties = $"{Roles.Enterprise},{Roles.University}";

    [Authorize(Roles = Everybody)]
    public override Task<TrainingProgramme> CreateProgramme(CreateProgrammeRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => draft.CreateAsync(change, request));

    [Authorize(Roles = Parties)]
    public override Task<TrainingProgramme> ReviseProgramme(ReviseProgrammeRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => draft.ReviseAsync(change, request));

    [Authorize(Roles = Parties)]
    public override Task<TrainingProgramme> AgreeToProgramme(AgreeToProgrammeRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Training.AgreeToProgramme.RunAsync(change, request));

    [Authorize(Roles = Parties)]
    public override Task<TrainingProgramme> StartProgramme(ProgrammeStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => StepProgramme.StartAsync(change, request));

    [Authorize(Roles = Parties)]
    public override Task<TrainingProgramme> CompleteProgramme(ProgrammeStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => complete.RunAsync(change, request));

    [Authorize(Roles = Everybody)]
    public override Task<TrainingProgramme> CancelProgramme(CancelProgrammeRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => StepProgramme.CancelAsync(change, request));

    [Authorize(Roles = $"{Everybody},{Roles.Talent}")]
    public override Task<TrainingProgramme> GetProgramme(GetProgrammeRequest request, ServerCallContext context) =>
        ReadProgrammes.GetAsync(store, request.ProgrammeId, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = $"{Everybody},{Roles.Talent}")]
    public override Task<ListProgrammesResponse> ListProgrammes(ListProgrammesRequest request, ServerCallContext context) =>
        ReadProgrammes.ListAsync(store, request, Caller.Of(context), context.CancellationToken);
}
