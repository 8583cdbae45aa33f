using System.Text;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>
/// Talents who write skills in words of their own: of these words one is mapped, one becomes a skill, one is none, and some wait. Beside them a
/// skill that was retired and one that was merged. What is there already stays.
/// </summary>
internal static class SkillsYear
{
    private static readonly string[] Rows =
    [
        "姓名,院校,专业,学历,毕业年份,技能,竞赛获奖,期望地点,期望年薪(万元),求职类型,联系电话",
        "韩词远,燕山大学,机械电子工程,本科,2027,PLC程序设计与调试:4；气浮平台装调:3；吃苦耐劳:5,,秦皇岛,9,全职,13900001901",
        "宋语晨,燕山大学,机器人工程,硕士,2027,双足机器人步态调试:4；工件去毛刺:3,,秦皇岛,12,全职,13900001902",
        "冯知行,秦皇岛职业技术学院,机电一体化,专科,2027,PLC程序设计与调试:3；机器人打磨:4；吃苦耐劳:4,,秦皇岛,7,全职,13900001903",
        "蒋若溪,秦皇岛职业技术学院,工业机器人技术,专科,2027,机器人打磨:3；工件去毛刺:2；看图识图:4,,秦皇岛；唐山,7,实习,13900001904",
        "沈明澈,秦皇岛工业职业技术学院,数控技术,专科,2027,看图识图:3；机床对刀:4,,秦皇岛,7,全职,13900001905",
    ];

    public static async Task RunAsync(JobContext job)
    {
        await ImportAsync(job);
        var waiting = (await job.Official.SkillWords.ListSkillWordsAsync(new ListSkillWordsRequest { PageSize = 200 }, cancellationToken: job.Cancellation))
            .Words.ToDictionary(word => word.Word, StringComparer.Ordinal);
        if (waiting.TryGetValue("PLC程序设计与调试", out var mapped))
        {
            await job.Official.SkillWords.MapSkillWordAsync(
                new MapSkillWordRequest { WordId = mapped.WordId, Skill = "plc-programming", AsSynonym = true, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        if (waiting.TryGetValue("机器人打磨", out var made))
        {
            var skill = new Skill { NameZh = "机器人打磨抛光", NameEn = "Robotic grinding and polishing", Broader = { "robot-programming" }, Related = { "grinding" } };
            await job.Official.SkillWords.MakeSkillOfWordAsync(new MakeSkillOfWordRequest { WordId = made.WordId, Skill = skill, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        if (waiting.TryGetValue("吃苦耐劳", out var none))
            await job.Official.SkillWords.DiscardSkillWordAsync(new DiscardSkillWordRequest { WordId = none.WordId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await RetireAndMergeAsync(job);
        var left = await job.Official.SkillWords.ListSkillWordsAsync(new ListSkillWordsRequest { PageSize = 1 }, cancellationToken: job.Cancellation);
        job.Printer.Note($"技能库外的写法还有 {left.WaitingCount} 个待处理", $"{left.WaitingCount} words outside the taxonomy wait for review");
    }

    private static async Task ImportAsync(JobContext job)
    {
        var options = new ImportOptions { FileName = "own-words.csv", AllowPartial = true, RequestId = job.NewRequestId() };
        await job.Official.Streaming(PlatformHost.TalentMatching).RunAsync(
            call => Uploads.SendAsync(job.Official.Talents.ImportTalents(call), options, Encoding.UTF8.GetBytes(string.Join('\n', Rows))), TimeSpan.FromMinutes(1), job.Cancellation);
    }

    private static async Task RetireAndMergeAsync(JobContext job)
    {
        await OnceAsync(
            job,
            new Skill { Code = "numerical-control-operation", NameZh = "数控操作与编程", NameEn = "Numerical control operation", Broader = { "manufacturing" } },
            skill => job.Official.Skills.MergeSkillAsync(
                new MergeSkillRequest { Code = skill.Code, Into = "cnc-machining", Etag = skill.Etag, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation).ResponseAsync);
        await OnceAsync(
            job,
            new Skill { Code = "manual-drafting", NameZh = "手工制图", NameEn = "Manual drafting", Broader = { "design-simulation" }, Related = { "mechanical-cad" } },
            skill => job.Official.Skills.RetireSkillAsync(
                new SkillStepRequest { Code = skill.Code, Etag = skill.Etag, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation).ResponseAsync);
    }

    /// <summary>Makes a skill that is not there, and takes it on where a load that was cut off left it.</summary>
    private static async Task OnceAsync(JobContext job, Skill skill, Func<Skill, Task<Skill>> next)
    {
        Skill present;
        try
        {
            present = (await job.Official.Skills.GetSkillAsync(new GetSkillRequest { Code = skill.Code }, cancellationToken: job.Cancellation)).Skill;
        }
        catch (CallFailure missing) when (missing.Code is StatusCode.NotFound)
        {
            present = await job.Official.Skills.CreateSkillAsync(new CreateSkillRequest { Skill = skill, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        if (present.State == SkillState.Active)
            await next(present);
    }
}
