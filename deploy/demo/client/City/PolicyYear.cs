using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>
/// Figures of some fifteen firms for the last two years, claims in each state, and a policy whose new version entitles further
/// firms. All figures are made up. What is there already stays.
/// </summary>
internal static class PolicyYear
{
    private const int FirmCount = 15;

    public static async Task RunAsync(JobContext job)
    {
        var year = job.Today.Year - 1;
        var firms = await FirmsAsync(job);
        await job.ForAllAsync(firms.Select((code, i) => (code, i)), firm => DeclareAsync(job, firm.code, firm.i, year), atATime: 4);
        await PolicyClaims.RunAsync(job, firms, year);
        await PolicyVersions.RunAsync(job, year);
        job.Printer.Note($"{firms.Count} 家企业两个年度的数据，申领各状态齐全", $"figures of {firms.Count} firms for two years, claims in each state");
    }

    /// <summary>Firms of the pool first, as their projects have policies of their own, then others.</summary>
    private static async Task<IReadOnlyList<string>> FirmsAsync(JobContext job)
    {
        var pool = new List<Project>();
        foreach (var batch in (await Lists.BatchesAsync(job)).Where(batch => batch.Name == Load.BatchName))
        {
            job.Batch = batch;
            pool.AddRange(await Lists.ProjectsAsync(job));
        }

        var others = ShippedOrganisations.Read(job.Connections.Settings.DataFolder).Where(one => one.Kind is OrganisationKind.Enterprise).Select(one => one.Code);
        var first = pool.OrderBy(project => project.Rank).Select(project => project.OrganisationCode).Distinct(StringComparer.Ordinal).Take(FirmCount - 3);
        return [.. first.Concat(others).Distinct(StringComparer.Ordinal).Take(FirmCount)];
    }

    private static async Task DeclareAsync(JobContext job, string code, int i, int year)
    {
        var session = await job.Parties.EnterpriseAsync(code);
        var firm = await session.Firms.GetFirmAsync(new GetFirmRequest { OrganisationCode = code }, cancellationToken: job.Cancellation);
        if (firm.State == FiguresState.Unspecified)
        {
            firm = await session.Firms.UpdateFirmAsync(new UpdateFirmRequest { Firm = Profile(firm, i, year), RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        // The last but one waits for an official, as do its figures.
        if (firm.State == FiguresState.Declared && i != FirmCount - 2)
            await job.Official.Firms.ConfirmFirmAsync(new FirmStepRequest { OrganisationCode = code, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        for (var back = 1; back >= 0; back--)
            await DeclareYearAsync(job, session, firm, i, year - back, last: back == 0);
    }

    private static async Task DeclareYearAsync(JobContext job, Session session, Firm firm, int i, int year, bool last)
    {
        var present = firm.Years.FirstOrDefault(one => one.Year == year);
        present ??= await session.Firms.SetFirmYearAsync(
            new SetFirmYearRequest { FirmYear = Figures(firm.OrganisationCode, i, year), RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (present.State != FiguresState.Declared || (last && i == FirmCount - 2))
            return;
        var step = new FirmYearStepRequest { OrganisationCode = firm.OrganisationCode, Year = year, RequestId = job.NewRequestId() };
        if (last && i == FirmCount - 1)
        {
            step.Reason = "研发费用与年度纳税申报表不一致，请核对后重新填报";
            await job.Official.Firms.ReturnFirmYearAsync(step, cancellationToken: job.Cancellation);
        }
        else
        {
            await job.Official.Firms.ConfirmFirmYearAsync(step, cancellationToken: job.Cancellation);
        }
    }

    private static Firm Profile(Firm firm, int i, int year) => new()
    {
        OrganisationCode = firm.OrganisationCode,
        RegisteredIn = firm.OrganisationCode[2..8],
        FoundedOn = $"{2004 + i}-0{1 + (i % 9)}-18",
        Industry = Industries[i % Industries.Length],
        HighTech = i % 3 == 0,
        HighTechNumber = i % 3 == 0 ? $"GR{year - 1}130099{i:00}" : "",
        HighTechFrom = i % 3 == 0 ? $"{year - 1}-10-16" : "",
        HighTechUntil = i % 3 == 0 ? $"{year + 2}-10-15" : "",
        // What an assessment found stays.
        DigitalLevel = firm.DigitalLevel > 0 ? firm.DigitalLevel : i % 5,
        IsSme = i % 4 != 1,
        IsChipOrMachineTool = i is 4 or 9,
    };

    private static readonly string[] Industries = ["high-end-equipment", "auto-parts", "electronics", "new-materials", "life-health"];

    /// <summary>Every fifth firm has not told its amortisation: its deduction cannot be told.</summary>
    private static FirmYear Figures(string code, int i, int year)
    {
        const long tenThousandYuan = 1_000_000;
        var figures = new FirmYear
        {
            OrganisationCode = code,
            Year = year,
            RevenueCnyFen = (8_000 + (i * 1_310) + ((year % 10) * 240)) * tenThousandYuan,
            RdExpenseCnyFen = (420 + (i * 57)) * tenThousandYuan,
            EligibleRdExpenseCnyFen = ((300 + (i * 41)) * tenThousandYuan) + 12_345,
            TaxableIncomeCnyFen = (900 + (i * 83)) * tenThousandYuan,
            TechTransferIncomeCnyFen = i is 0 or 6 ? (400 + (i * 60)) * tenThousandYuan : 0,
            Employees = 80 + (i * 23),
            RdStaff = 12 + (i * 4),
            AboveScale = i % 6 != 5,
            EquipmentInvestmentCnyFen = i % 2 == 0 ? (600 + (i * 90)) * tenThousandYuan : 0,
            ExportsCnyFen = i % 3 == 1 ? (500 + (i * 70)) * tenThousandYuan : 0,
            TalentsHired = i % 4,
            Evidence = $"{year} 年度审计报告（演示）",
        };
        if (i % 5 != 3)
            figures.EligibleRdAmortisationCnyFen = i % 2 == 0 ? 36 * tenThousandYuan : 0;
        return figures;
    }
}
