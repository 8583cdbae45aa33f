using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>A department as stored; its version is 0 where it is not stored yet.</summary>
internal sealed record DepartmentRow
{
    public const string Columns = "department_code, name_zh, name_en, organisation_code, role, active, version";

    public string DepartmentCode { get; init; } = "";

    public string NameZh { get; init; } = "";

    public string NameEn { get; init; } = "";

    public string? OrganisationCode { get; init; }

    public DepartmentRole Role { get; init; }

    public bool Active { get; init; }

    public long Version { get; init; }

    public string In(Language language) => language.Pick(NameZh, NameEn);

    public SupportDepartment ToMessage() => new()
    {
        DepartmentCode = DepartmentCode, NameZh = NameZh, NameEn = NameEn, OrganisationCode = OrganisationCode ?? "", Role = Role, Active = Active, Etag = Etag.Of(Version),
    };
}

/// <summary>The city's departments, and who handles what lies with one.</summary>
internal sealed class Departments(IReadOnlyList<DepartmentRow> rows)
{
    public IReadOnlyList<DepartmentRow> All => rows;

    public DepartmentRow Coordinating => rows.First(row => row.Role == DepartmentRole.Coordinating);

    public static async Task<Departments> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await SupportData.EnsureAsync(connection, cancellation);
        const string sql = $"select {DepartmentRow.Columns} from support_department order by position, department_code limit 1000";
        return new((await connection.QueryAsync<DepartmentRow>(new CommandDefinition(sql, cancellationToken: cancellation))).AsList());
    }

    public DepartmentRow? Find(string code) => rows.FirstOrDefault(row => row.DepartmentCode == code);

    /// <summary>The organisation whose officials handle it; null: every official does, as the city has named nobody yet.</summary>
    public string? HandlerOf(string code) => Find(code)?.OrganisationCode ?? Coordinating.OrganisationCode;

    /// <summary>The organisation that an escalation tells; null where the city has named nobody.</summary>
    public string? OrganisationOf(DepartmentRole role, string departmentCode) => role == DepartmentRole.Ordinary
        ? HandlerOf(departmentCode)
        : rows.FirstOrDefault(row => row.Role == role)?.OrganisationCode ?? Coordinating.OrganisationCode;

    public bool MayHandle(Caller caller, string code) => caller.Is(Roles.Official) && (HandlerOf(code) is not { } handler || handler == caller.OrganisationCode);

    public bool Coordinates(Caller caller) => MayHandle(caller, Coordinating.DepartmentCode);

    /// <summary>Codes of those whose requests the caller handles.</summary>
    public string[] DeskOf(Caller caller) => [.. rows.Where(row => MayHandle(caller, row.DepartmentCode)).Select(row => row.DepartmentCode)];
}

/// <summary>Changes a department or adds one; who coordinates and who leads stays as the data file says.</summary>
internal static class SaveDepartment
{
    public static Task<SupportDepartment> RunAsync(Store store, ServerCallContext call, SaveSupportDepartmentRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            await SupportData.EnsureAsync(change.Connection, change.Cancellation);
            var given = request.Department;
            await change.ExecuteAsync("select pg_advisory_xact_lock(7322, hashtext(@DepartmentCode))", new { given.DepartmentCode });
            var stored = (await Departments.ReadAsync(change.Connection, change.Cancellation)).Find(given.DepartmentCode);
            Etag.Check(given.Etag, stored?.Version ?? 0);
            if (stored?.Role == DepartmentRole.Coordinating && !given.Active)
            {
                throw SupportErrors.CoordinatingStaysActive.ToException();
            }

            await CheckOrganisationAsync(change, given.OrganisationCode);
            const string sql = $"""
                insert into support_department (department_code, position, name_zh, name_en, organisation_code, role, active)
                values (@DepartmentCode, 500, @nameZh, @nameEn, nullif(@OrganisationCode, ''), 1, @Active)
                on conflict (department_code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
                    organisation_code = excluded.organisation_code, active = excluded.active, version = support_department.version + 1
                returning {DepartmentRow.Columns}
                """;
            var row = await change.QuerySingleOrDefaultAsync<DepartmentRow>(sql, new
            {
                given.DepartmentCode, nameZh = given.NameZh.Trim(), nameEn = given.NameEn.Trim(), given.OrganisationCode, given.Active,
            });
            change.Audit("support-department.save", "support_department", given.DepartmentCode, new { given.OrganisationCode, given.Active });
            return row!.ToMessage();
        });

    private static async Task CheckOrganisationAsync(Change change, string code)
    {
        const string sql = "select exists (select 1 from organisation where organisation_code = @code and kind = @government)";
        if (code.Length > 0 && !await change.ExecuteScalarAsync<bool>(sql, new { code, government = (short)OrganisationKind.Government }))
        {
            throw SupportErrors.NoSuchGovernmentBody(code).ToException();
        }
    }
}
