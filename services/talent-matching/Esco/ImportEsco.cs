using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.SkillWords;

namespace Platform.TalentMatching.Esco;

/// <summary>Imports skills from ESCO's files: first as a dry run that tells what would change, then for good.</summary>
internal sealed class ImportEsco(Store store, CurrentTaxonomy current)
{
    private const int ChangesTold = 200;

    public async Task<EscoReport> RunAsync(IAsyncStreamReader<EscoChunk> chunks, ServerCallContext call)
    {
        var upload = await EscoUpload.ReceiveAsync(chunks, call.CancellationToken);
        var language = Languages.Of(call);
        if (upload.Options.DryRun)
        {
            await using var connection = await store.OpenAsync(call.CancellationToken);
            return Plan(await current.AtAsync(connection, call.CancellationToken), upload, language).Report;
        }

        return await store.ChangeAsync(call, upload.Options.RequestId, upload.Request, async change =>
        {
            var (plan, report) = Plan(await current.ForChangingAsync(change), upload, language);
            report.Applied = report.ProblemCount == 0 || upload.Options.AllowPartial;
            if (report.Applied)
            {
                await StoreAsync(change, plan);
            }

            return report;
        });
    }

    private static async Task StoreAsync(Change change, EscoPlan plan)
    {
        var changed = plan.Changed.ToList();
        if (changed.Count == 0)
        {
            return;
        }

        var version = await StoreSkills.NextVersionAsync(change);
        await StoreSkills.PutAsync(change, version, changed);
        foreach (var entry in changed)
        {
            SkillChanges.Audit(change, "skill.imported", entry.Code, version, SkillChanges.FieldsChanged(plan.Before(entry.Code), entry));
        }

        await GiveSkill.SettleAsync(change, changed);
        await ShortlistQueue.AddAllOpenAsync(change);
    }

    /// <summary>Skills of all files first, as links lead to them.</summary>
    private static (EscoPlan Plan, EscoReport Report) Plan(SkillTaxonomy taxonomy, EscoUpload upload, Language language)
    {
        var plan = new EscoPlan(taxonomy);
        var report = new EscoReport { DryRun = upload.Options.DryRun };
        foreach (var part in upload.Parts.OrderBy(part => part.Head.Kind).ThenBy(part => part.Head.Chinese))
        {
            switch (part.Head.Kind)
            {
                case EscoFileKind.Skills:
                    Tell(report, part, EscoSheets.Skills(part.File).Check(row => plan.AddSkill(row, part.Head.Chinese)), language);
                    break;
                case EscoFileKind.Broader:
                    Tell(report, part, EscoSheets.Links(part.File, EscoSheets.Uri, EscoSheets.Broader).Check(plan.AddBroader), language);
                    break;
                default:
                    Tell(report, part, EscoSheets.Links(part.File, EscoSheets.Original, EscoSheets.Related).Check(plan.AddRelated), language);
                    break;
            }
        }

        var (touched, changed) = (plan.Touched.ToList(), plan.Changed.ToList());
        report.NewCount = changed.Count(entry => plan.Before(entry.Code) is null);
        report.ChangedCount = changed.Count - report.NewCount;
        report.UnchangedCount = touched.Count - changed.Count;
        report.LinksLeftOut = plan.LinksLeftOut;
        report.LabelsLeftOut = plan.LabelsLeftOut;
        report.WithoutChinese = touched.Count(entry => entry.NameZh.Length == 0);
        report.Changes.AddRange(changed.Take(ChangesTold).Select(entry => new EscoChange
        {
            Code = entry.Code,
            NameZh = entry.NameZh,
            NameEn = entry.NameEn,
            IsNew = plan.Before(entry.Code) is null,
            Fields = { SkillChanges.FieldsChanged(plan.Before(entry.Code), entry).Select(field => field.Field) },
        }));
        return (plan, report);
    }

    private static void Tell<TRow>(EscoReport report, EscoPart part, ImportRows<TRow> rows, Language language)
    {
        report.Files.Add(new EscoFileReport { FileName = part.Head.FileName, RowsRead = rows.RowsRead, ProblemCount = rows.ProblemCount });
        report.ProblemCount += rows.ProblemCount;
        report.Problems.AddRange(rows.Problems.Take(ImportLimits.ProblemsTold - report.Problems.Count).Select(problem => problem.In(language)).Select(problem => new EscoProblem
        {
            FileName = part.Head.FileName, Row = problem.Row, Column = problem.Column, Reason = problem.Reason, Message = problem.Message,
        }));
    }
}
