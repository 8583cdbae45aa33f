using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Identity.V1;

namespace Platform.Identity.Organisations;

public sealed class OrganisationService(Store store) : V1.OrganisationService.OrganisationServiceBase
{
    [Authorize(Roles = Roles.Admin)]
    public override Task<Organisation> RegisterOrganisation(RegisterOrganisationRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request,
            change => Organisations.RegisterOrganisation.RunAsync(change, request.OrganisationCode, request.Name, request.Kind));

    public override async Task<Organisation> GetOrganisation(GetOrganisationRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        return await Organisations.GetOrganisation.FindAsync(connection, request.OrganisationCode, context.CancellationToken)
            ?? throw OrganisationErrors.NotFound(request.OrganisationCode).ToException();
    }

    public override Task<ListOrganisationsResponse> ListOrganisations(ListOrganisationsRequest request, ServerCallContext context) =>
        Organisations.ListOrganisations.RunAsync(store, request, context.CancellationToken);
}
