using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Identity.V1;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Policies;

/// <summary>Firms with figures, as their staff declare and officials confirm them.</summary>
internal sealed class PolicyFixture(RegistryFixture registry)
{
    /// <summary>Fictional, with valid check characters; not in any import file.</summary>
    public const string Firm = "91130300MAYQ900014";

    public int LastYear => CityDays.Of(registry.Clock.GetUtcNow()).Year - 1;

    public FirmService.FirmServiceClient Firms => new(registry.Official());

    public PolicyService.PolicyServiceClient Policies => new(registry.Official());

    public EntitlementService.EntitlementServiceClient Entitlements => new(registry.Official());

    public ClaimService.ClaimServiceClient Claims => new(registry.Official());

    public FirmService.FirmServiceClient FirmBy(string code) => new(registry.Enterprise(code));

    public ClaimService.ClaimServiceClient ClaimsBy(string code) => new(registry.Enterprise(code));

    /// <summary>Waits until the host has put the shipped policies in place.</summary>
    public Task SeededAsync() => registry.EventuallyAsync(
        "the shipped policies are published", "select count(*) >= @count from policy_version where state = 2", new { count = SeedPolicies.Shipped().Count });

    /// <summary>Waits until nothing is due any more.</summary>
    public Task SettledAsync() => registry.EventuallyAsync(
        "entitlements are computed", "select not exists (select from entitlement_due) and not exists (select from policy_change where computed_at is null)");

    public async Task JoinAsync(string code, string name)
    {
        await registry.PublishAsync(new OrganisationRegistered { OrganisationCode = code, Name = name, Kind = OrganisationKind.Enterprise }, code);
        await registry.EventuallyAsync("the firm has joined", "select exists (select from organisation where organisation_code = @code)", new { code });
    }

    /// <summary>Declared and, where wanted, confirmed.</summary>
    public async Task ProfileAsync(string code, Action<Firm>? with = null, bool confirm = true)
    {
        var firm = new Firm { OrganisationCode = code, RegisteredIn = "130302", FoundedOn = "2015-06-01", Industry = "new-materials", IsSme = true };
        with?.Invoke(firm);
        await FirmBy(code).UpdateFirmAsync(new UpdateFirmRequest { Firm = firm });
        if (confirm)
        {
            await Firms.ConfirmFirmAsync(new FirmStepRequest { OrganisationCode = code });
        }
    }

    /// <summary>300 万元 of eligible R&amp;D expense, unless said otherwise.</summary>
    public async Task YearAsync(string code, int year, Action<FirmYear>? with = null, bool confirm = true)
    {
        var figures = new FirmYear
        {
            OrganisationCode = code, Year = year, RevenueCnyFen = 5_000_000_000, RdExpenseCnyFen = 400_000_000, EligibleRdExpenseCnyFen = 300_000_000,
            EligibleRdAmortisationCnyFen = 0, TaxableIncomeCnyFen = 800_000_000, TechTransferIncomeCnyFen = 0, Employees = 120, RdStaff = 30, AboveScale = true,
            EquipmentInvestmentCnyFen = 0, ExportsCnyFen = 0, TalentsHired = 0, Evidence = "审计报告",
        };
        with?.Invoke(figures);
        await FirmBy(code).SetFirmYearAsync(new SetFirmYearRequest { FirmYear = figures });
        if (confirm)
        {
            await Firms.ConfirmFirmYearAsync(new FirmYearStepRequest { OrganisationCode = code, Year = year });
        }
    }

    public async Task<Entitlement> EntitlementAsync(string code, string policy, int year, string language = "zh-CN") =>
        Assert.Single((await Entitlements.ListEntitlementsAsync(new ListEntitlementsRequest { OrganisationCode = code, Year = year }, new Metadata { { "accept-language", language } }))
            .Entitlements, entitlement => entitlement.PolicyCode == policy);

    /// <summary>A code that differs by its number, with both check characters.</summary>
    public static string Code(int number) => CodeOf($"91130300MAYQ{number:D4}");

    private static string CodeOf(string body)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        int[] bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];
        var subject = body[8..16];
        var check = 11 - (subject.Select((letter, i) => (char.IsDigit(letter) ? letter - '0' : letter - 'A' + 10) * bodyWeights[i]).Sum() % 11);
        var content = body + check switch { 10 => "X", 11 => "0", _ => check.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        var sum = content.Select((letter, i) => alphabet.IndexOf(letter, StringComparison.Ordinal) * weights[i]).Sum();
        return content + alphabet[(31 - (sum % 31)) % 31];
    }
}
