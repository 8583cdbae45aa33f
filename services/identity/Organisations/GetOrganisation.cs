using Dapper;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Identity.V1;

namespace Platform.Identity.Organisations;

public static class GetOrganisation
{
    private const string Select = """
        select organisation_code, name, kind from organisation where organisation_code = @code
        """;

    /// <returns>Null when it is not registered.</returns>
    public static async Task<Organisation?> FindAsync(NpgsqlConnection connection, string code, CancellationToken cancellation) =>
        (await connection.QuerySingleOrDefaultAsync<OrganisationRow>(new CommandDefinition(Select, new { code }, cancellationToken: cancellation)))?.ToOrganisation();

    /// <inheritdoc cref="FindAsync(NpgsqlConnection, string, CancellationToken)"/>
    public static async Task<Organisation?> FindAsync(Change change, string code) =>
        (await change.QuerySingleOrDefaultAsync<OrganisationRow>(Select, new { code }))?.ToOrganisation();
}

internal sealed record OrganisationRow(string OrganisationCode, string Name, short Kind)
{
    public Organisation ToOrganisation() => new() { OrganisationCode = OrganisationCode, Name = Name, Kind = (OrganisationKind)Kind };
}
