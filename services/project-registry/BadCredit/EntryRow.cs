using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.BadCredit;

/// <summary>An entry as stored.</summary>
internal sealed class EntryRow
{
    public const string Select = "select entry_id, organisation_code, reason, source, listed_on, lifted_on, version from bad_credit_entry";

    public Guid EntryId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Source { get; init; } = "";

    public DateOnly ListedOn { get; init; }

    public DateOnly? LiftedOn { get; init; }

    public long Version { get; init; }

    public BadCreditEntry ToMessage(DateOnly today) => new()
    {
        EntryId = EntryId.ToString(),
        OrganisationCode = OrganisationCode,
        Reason = Reason,
        Source = Source,
        ListedOn = CityDays.Text(ListedOn),
        LiftedOn = LiftedOn is { } lifted ? CityDays.Text(lifted) : "",
        InForce = ListedOn <= today && (LiftedOn is null || LiftedOn > today),
        Etag = Etag.Of(Version),
    };

    /// <exception cref="FailedException">INVALID_FIELD.</exception>
    public static DateOnly Day(string text, string field) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw BadCreditErrors.NoDay(field).ToException();
}
