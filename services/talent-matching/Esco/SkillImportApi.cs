using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Esco;

/// <inheritdoc cref="SkillImportService"/>
internal sealed class SkillImportApi(ImportEsco import) : SkillImportService.SkillImportServiceBase
{
    [Authorize(Roles = Roles.Official)]
    public override Task<EscoReport> ImportEscoSkills(IAsyncStreamReader<EscoChunk> requestStream, ServerCallContext context) => import.RunAsync(requestStream, context);
}
