using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Identity.V1;

namespace Platform.Identity.Organisations;

/// <summary>Registers an organisation and tells the other services of it.</summary>
public static class RegisterOrganisation
{
    // Position 0: the row written here is the origin, every copy of it is told by an event.
    private const string Insert = """
        insert into organisation (organisation_code, name, kind, told_at)
        values (@OrganisationCode, @Name, @Kind, 0)
        on conflict (organisation_code) do nothing
        """;

    /// <exception cref="Chassis.Errors.FailedException">CREDIT_CODE_INVALID, ALREADY_EXISTS.</exception>
    public static async Task<Organisation> RunAsync(Change change, string code, string name, OrganisationKind kind)
    {
        if (!CreditCode.IsValid(code))
            throw OrganisationErrors.CodeInvalid.ToException();

        if (await change.ExecuteAsync(Insert, new { OrganisationCode = code, Name = name, Kind = (short)kind }) == 0)
            throw OrganisationErrors.Exists(code).ToException();

        change.Raise(new OrganisationRegistered { OrganisationCode = code, Name = name, Kind = kind }, code);
        change.Audit("organisation.register", "organisation", code, new { kind = kind.ToString() });
        return new Organisation { OrganisationCode = code, Name = name, Kind = kind };
    }
}
