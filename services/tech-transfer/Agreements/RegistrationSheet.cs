using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Platform.Chassis.Catalogues;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>The fields that recognition and registration ask for, as data with their source; each is filled from a contract.</summary>
internal static class RegistrationSheet
{
    public static FieldList Fields { get; } = Read();

    public static object?[] Head => [.. Fields.Fields.Select(one => one.Name)];

    public static object?[] Values(RegistrationRow row) => [.. Fields.Fields.Select(field => Value(field.Key, row))];

    private static object? Value(string key, RegistrationRow row) => key switch
    {
        "registration_number" => row.RegistrationNumber,
        "title" => row.ListingTitle,
        "kind" => Kind(row.Kind),
        "exclusive" => row.Kind == AgreementKind.Licence ? (row.Exclusive ? "独占许可" : "普通许可") : "",
        "seller" => row.OwnerName,
        "seller_code" => row.OwnerCode,
        "buyer" => row.OrganisationName,
        "buyer_code" => row.OrganisationCode,
        "sign_day" => CityDays.Text(CityDays.Of(row.SignedAt)),
        "effective_day" => CityDays.Text(row.EffectiveDay ?? row.InForceDay),
        "end_day" => CityDays.Text(row.EndDay),
        // The platform's contracts hold no equipment: all of the amount is for technology.
        "amount" or "technology_amount" => row.AmountCnyFen / 100m,
        "pricing" => row.Pricing switch { Pricing.Exchange => $"挂牌：{row.PricingRecord}", Pricing.Auction => $"拍卖：{row.PricingRecord}", _ => "协议定价" },
        "payment" => row.Payments > 1 ? string.Create(CultureInfo.InvariantCulture, $"分期支付（{row.Payments} 期）") : "一次支付",
        "royalty" => row.RoyaltyBp > 0 ? string.Create(CultureInfo.InvariantCulture, $"销售额的 {row.RoyaltyBp / 100m:0.##}%，每 {row.RoyaltyMonths} 个月") : "",
        "equity" => row.EquityBp > 0 ? string.Create(CultureInfo.InvariantCulture, $"{row.EquityBp / 100m:0.##}%") : "",
        "industry" => row.Industry,
        "patents" => string.Join('；', row.PatentNumbers),
        "origin" => row.Origin,
        _ => "",
    };

    internal static string Kind(AgreementKind kind) => kind switch
    {
        AgreementKind.Development => "技术开发",
        AgreementKind.Assignment => "技术转让",
        AgreementKind.Licence => "技术许可",
        AgreementKind.Consulting => "技术咨询",
        _ => "技术服务",
    };

    private static FieldList Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("registration-fields.json")!;
        return JsonSerializer.Deserialize<FieldList>(stream, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })!;
    }

    internal sealed record FieldList(string Source, IReadOnlyList<Field> Fields);

    internal sealed record Field(string Key, string Name);
}

/// <summary>A signed contract with what its registration tells of the listing.</summary>
internal sealed record RegistrationRow
{
    public Guid AgreementId { get; init; }

    public string ListingTitle { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string OwnerCode { get; init; } = "";

    public string OwnerName { get; init; } = "";

    public AgreementKind Kind { get; init; }

    public long AmountCnyFen { get; init; }

    public Pricing Pricing { get; init; }

    public string PricingRecord { get; init; } = "";

    public bool Exclusive { get; init; }

    public int RoyaltyBp { get; init; }

    public int RoyaltyMonths { get; init; }

    public int EquityBp { get; init; }

    public DateOnly? EffectiveDay { get; init; }

    public DateOnly? EndDay { get; init; }

    public DateOnly? InForceDay { get; init; }

    public string RegistrationNumber { get; init; } = "";

    public DateTimeOffset SignedAt { get; init; }

    public string TermsHash { get; init; } = "";

    public string IpClauses { get; init; } = "";

    public string Terms { get; init; } = "";

    public string Industry { get; init; } = "";

    public string[] PatentNumbers { get; init; } = [];

    public string Origin { get; init; } = "";

    public int Payments { get; init; }
}
