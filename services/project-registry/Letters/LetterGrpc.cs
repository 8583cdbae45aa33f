using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Letters;

/// <summary>Decision letters: read by officials and by the firm they are addressed to.</summary>
public sealed class LetterGrpc(Store store, LetterFont font) : LetterService.LetterServiceBase
{
    private const string Readers = $"{Roles.Official},{Roles.Enterprise}";

    [Authorize(Roles = Readers)]
    public override Task<Letter> GetLetter(GetLetterRequest request, ServerCallContext context) =>
        ReadLetters.GetAsync(store, context, request.ApplicationId);

    [Authorize(Roles = Readers)]
    public override Task<RenderedLetter> RenderLetter(RenderLetterRequest request, ServerCallContext context) =>
        ReadLetters.RenderAsync(store, font, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ListLettersResponse> ListLetters(ListLettersRequest request, ServerCallContext context) =>
        ReadLetters.ListAsync(store, context, request);
}
