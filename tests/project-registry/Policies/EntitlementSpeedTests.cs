using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Entitlements;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Policies;

/// <summary>Several thousand firms and dozens of policies.</summary>
public sealed class EntitlementSpeedTests(RegistryFixture registry, ITestOutputHelper output) : IClassFixture<RegistryFixture>
{
    private readonly PolicyFixture _policies = new(registry);

    private int Year => _policies.LastYear;

    [Fact]
    public async Task Thousands_of_firms_are_computed_in_seconds()
    {
        await _policies.SeededAsync();
        const int firms = 3000;
        await using (var connection = await registry.Database.OpenConnectionAsync())
        {
            var codes = Enumerable.Range(0, firms).Select(number => PolicyFixture.Code(1000 + number)).ToArray();
            await connection.ExecuteAsync(
                """
                insert into firm (organisation_code, state, industry, is_sme, digital_level) select code, 1, 'new-materials', true, 1 + (number % 4) from unnest(@codes) with ordinality as c (code, number);
                insert into firm_year (organisation_code, year, revenue_cny_fen, rd_expense_cny_fen, eligible_rd_expense_cny_fen, eligible_rd_amortisation_cny_fen, taxable_income_cny_fen,
                    tech_transfer_income_cny_fen, employees, rd_staff, talents_hired, equipment_investment_cny_fen, state, declared_at)
                select code, year, number * 1000000, number * 100000, number * 90000, 0, number * 200000, number * 1000, 100, 10, number % 7, 0, 1, now()
                from unnest(@codes) with ordinality as c (code, number), unnest(@years) as y (year)
                """,
                new { codes, years = new[] { Year - 1, Year } });
        }

        // Dozens of policies: the shipped ones and forty more.
        for (var number = 0; number < 40; number++)
        {
            var policy = PolicyTests.Draft($"MANY-{number}");
            policy.Steps[0].Expression = $"tiers(year.revenue, 100万元: {number}%, 1000万元: 1%, above: 0.5%)";
            await _policies.Policies.SavePolicyDraftAsync(new SavePolicyDraftRequest { Policy = policy });
            await _policies.Policies.PublishPolicyAsync(new PolicyStepRequest { PolicyCode = policy.PolicyCode });
        }

        await registry.EventuallyAsync("all is computed", "select not exists (select from policy_change where computed_at is null)", seconds: 180);
        var store = registry.Services.GetRequiredService<Store>();
        var began = Stopwatch.GetTimestamp();
        var computed = 0;
        await store.ChangeAsync(Caller.System("test"), async change =>
        {
            var book = await ProjectRegistry.Policies.PolicyBook.ReadAsync(change);
            var day = CityDays.Of(change.Now);
            computed = (await FirmRecords.AllAsync(change)).Sum(firm => JudgeFirm.All(book, firm, day).Count);
        }, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        // The rate reaches all policies of all firms.
        await registry.RowsAsync<int>("delete from entitlement returning 1");
        began = Stopwatch.GetTimestamp();
        await store.ChangeAsync(Caller.System("test"), change => RecomputeEntitlements.OfPolicyAsync(change, "HIGH-TECH-RATE", 1), CancellationToken.None);
        var whole = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine($"computed and stored from nothing, with events and notifications, in {whole:0.00} s");
        Assert.True(whole < 60, $"{whole:0.0} s");
        began = Stopwatch.GetTimestamp();
        await store.ChangeAsync(Caller.System("test"), async change =>
            Assert.Empty((await RecomputeEntitlements.CompareAsync(change, await ProjectRegistry.Policies.PolicyBook.ReadAsync(change), "HIGH-TECH-RATE")).Steps), CancellationToken.None);
        output.WriteLine($"compared with what is stored in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
        output.WriteLine($"{computed} judgements of {firms} firms in {seconds:0.00} s");
        Assert.True(computed > firms * 2 * 40, $"{computed}");
        Assert.True(seconds < 20, $"{seconds:0.0} s");
    }
}
