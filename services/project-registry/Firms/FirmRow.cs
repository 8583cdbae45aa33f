using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

/// <summary>A firm's profile as stored; the default is one that has declared nothing.</summary>
public sealed class FirmRow
{
    internal const string Columns = """
        f.organisation_code, coalesce(o.name, '') as organisation_name, f.registered_in, f.founded_on, f.industry, f.high_tech, f.high_tech_number,
        f.high_tech_from, f.high_tech_until, f.digital_level, f.is_sme, f.is_chip_or_machine_tool, f.state, f.return_reason, f.confirmed_at, f.version,
        exists (select from assessment a where a.organisation_code = f.organisation_code and a.state = 3 and a.sme_level = f.digital_level) as level_assessed
        """;

    internal const string Select = $"select {Columns} from firm f left join organisation o using (organisation_code)";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string RegisteredIn { get; init; } = "";

    public DateOnly? FoundedOn { get; init; }

    public string Industry { get; init; } = "";

    public bool HighTech { get; init; }

    public string HighTechNumber { get; init; } = "";

    public DateOnly? HighTechFrom { get; init; }

    public DateOnly? HighTechUntil { get; init; }

    public short DigitalLevel { get; init; }

    public bool IsSme { get; init; }

    public bool IsChipOrMachineTool { get; init; }

    public FiguresState State { get; init; }

    public string ReturnReason { get; init; } = "";

    public DateTimeOffset? ConfirmedAt { get; init; }

    public long Version { get; init; }

    /// <summary>The digital level is that of an assessment which an official confirmed.</summary>
    public bool LevelAssessed { get; init; }

    /// <summary>Locks the firm's row, made where there is none, then reads it.</summary>
    public static async Task<FirmRow> LockAsync(Change change, string code, string etag = "")
    {
        await change.ExecuteAsync("insert into firm (organisation_code) values (@code) on conflict do nothing", new { code });
        await change.ExecuteAsync("select 1 from firm where organisation_code = @code for update", new { code });
        var firm = await ReadAsync(change, code);
        Etag.Check(etag, firm.Version);
        return firm;
    }

    public static async Task<FirmRow> ReadAsync(Change change, string code) =>
        (await change.QuerySingleOrDefaultAsync<FirmRow>($"{Select} where f.organisation_code = @code", new { code }))!;

    public Firm ToMessage() => new()
    {
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        RegisteredIn = RegisteredIn,
        FoundedOn = Day(FoundedOn),
        Industry = Industry,
        HighTech = HighTech,
        HighTechNumber = HighTechNumber,
        HighTechFrom = Day(HighTechFrom),
        HighTechUntil = Day(HighTechUntil),
        DigitalLevel = DigitalLevel,
        IsSme = IsSme,
        IsChipOrMachineTool = IsChipOrMachineTool,
        State = State,
        ReturnReason = ReturnReason,
        ConfirmTime = ConfirmedAt is { } confirmed ? Timestamp.FromDateTimeOffset(confirmed) : null,
        Etag = Etag.Of(Version),
    };

    private static string Day(DateOnly? day) => day is { } known ? CityDays.Text(known) : "";
}
