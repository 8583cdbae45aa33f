using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Entitlements;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

/// <summary>The firm declares its profile; what was confirmed has to be confirmed anew, unless nothing changes.</summary>
internal static class UpdateFirm
{
    private static readonly FieldMask Changeable = FieldMask.FromString<Firm>(
        "registered_in,founded_on,industry,high_tech,high_tech_number,high_tech_from,high_tech_until,digital_level,is_sme,is_chip_or_machine_tool");

    private const string Sql = """
        update firm set registered_in = @RegisteredIn, founded_on = @founded, industry = @Industry, high_tech = @HighTech, high_tech_number = @HighTechNumber,
            high_tech_from = @from, high_tech_until = @until, digital_level = @DigitalLevel, is_sme = @IsSme, is_chip_or_machine_tool = @IsChipOrMachineTool,
            state = 1, return_reason = '', confirmed_at = null, confirmed_by = '', version = version + 1
        where organisation_code = @OrganisationCode
        """;

    public static Task<Firm> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, UpdateFirmRequest request)
    {
        Caller.Of(call).MustBeOf(request.Firm.OrganisationCode);
        var mask = MaskOf(request.UpdateMask);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await FirmRow.LockAsync(change, request.Firm.OrganisationCode, request.Firm.Etag);
            var before = row.ToMessage();
            var firm = before.Clone();
            mask.Merge(request.Firm, firm, new FieldMask.MergeOptions { ReplacePrimitiveFields = true });
            var (founded, from, until) = Check(firm, catalogue, CityDays.Of(change.Now));
            if (row.State is FiguresState.Declared or FiguresState.Confirmed && firm.Equals(before))
            {
                return before;
            }

            await change.ExecuteAsync(Sql, new
            {
                firm.RegisteredIn, founded, firm.Industry, firm.HighTech, firm.HighTechNumber, from, until, DigitalLevel = (short)firm.DigitalLevel,
                firm.IsSme, firm.IsChipOrMachineTool, firm.OrganisationCode,
            });
            change.Audit("firm.declare", "firm", firm.OrganisationCode);
            await RecomputeEntitlements.OfFirmAsync(change, firm.OrganisationCode);
            return (await FirmRow.ReadAsync(change, firm.OrganisationCode)).ToMessage();
        });
    }

    private static FieldMask MaskOf(FieldMask? asked)
    {
        if (asked is null || asked.Paths.Count == 0)
        {
            return Changeable;
        }

        return asked.Paths.FirstOrDefault(path => !Changeable.Paths.Contains(path)) is { } unknown ? throw FirmErrors.MaskUnknown(unknown).ToException() : asked;
    }

    private static (DateOnly? Founded, DateOnly? From, DateOnly? Until) Check(Firm firm, Catalogue catalogue, DateOnly today)
    {
        var founded = Date(firm.FoundedOn, "firm.founded_on");
        var from = Date(firm.HighTechFrom, "firm.high_tech_from");
        var until = Date(firm.HighTechUntil, "firm.high_tech_until");
        if (founded > today)
        {
            throw FirmErrors.FoundedLater.ToException();
        }

        if (firm.HighTech && !(from <= until))
        {
            throw FirmErrors.CertificateDays.ToException();
        }

        if (firm.Industry.Length > 0 && catalogue.Industries.FindByCode(firm.Industry) is null)
        {
            throw FirmErrors.IndustryUnknown(firm.Industry).ToException();
        }

        return (founded, from, until);
    }

    private static DateOnly? Date(string text, string field) => text.Length == 0 ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw FirmErrors.BadDate(field).ToException();
}
