using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>What a message needs beside the row.</summary>
internal sealed record SupportSight(Caller Caller, Language Language, Departments Departments, WorkingDays Days, DateOnly Today);

internal sealed partial record SupportRow
{
    /// <summary>Without thread, history and escalations.</summary>
    public SupportRequest ToMessage(SupportSight sight)
    {
        var message = new SupportRequest
        {
            SupportRequestId = SupportRequestId.ToString(),
            OrganisationCode = OrganisationCode,
            OrganisationName = OrganisationName,
            KindCode = KindCode,
            KindName = sight.Language.Pick(KindZh, KindEn),
            ProjectId = ProjectId?.ToString() ?? "",
            District = District,
            Industry = Industry,
            Title = Title,
            Description = Description,
            Priority = Priority,
            DepartmentCode = DepartmentCode,
            DepartmentName = sight.Departments.Find(DepartmentCode)?.In(sight.Language) ?? DepartmentCode,
            State = State,
            Round = Round,
            CreateTime = FiledAt.ToTimestamp(),
            FirstAnswerTime = FirstAnsweredAt?.ToTimestamp(),
            SolveTime = SolvedAt?.ToTimestamp(),
            FirstAnswer = FirstAnswer(sight),
            Solution = Solution(sight),
            SolutionText = SolutionText,
            ReopenUntil = ReopenUntil is { } day ? CityDays.Text(day) : "",
            Satisfaction = Satisfaction ?? 0,
            SatisfactionComment = SatisfactionComment,
            EndReason = EndReason,
            RejectionGround = RejectionGround,
            NeedId = NeedId?.ToString() ?? "",
            NeedKind = Opens,
            OnMyDesk = sight.Departments.MayHandle(sight.Caller, DepartmentCode),
            MayTransfer = sight.Departments.MayHandle(sight.Caller, DepartmentCode) || sight.Departments.Coordinates(sight.Caller),
            Etag = Etag.Of(Version),
        };
        message.Fields.AddRange(JsonSerializer.Deserialize<List<FieldData>>(Fields, SupportData.Json)!.Select(field => field.ToMessage()));
        message.Values.AddRange(Values.Select(value => new FormValue { Code = value.Key, Value = value.Value }));
        if (FirstAnswerDays is { } answered)
        {
            message.FirstAnswerDays = answered;
        }

        if (SolutionDays is { } solved)
        {
            message.SolutionDays = solved;
        }

        return message;
    }

    private ClockReading FirstAnswer(SupportSight sight)
    {
        var running = FirstAnsweredAt is null && SupportSteps.Runs(State);
        var used = FirstAnswerDays ?? WorkingClock.Used(sight.Days, Runs, sight.Today);
        return Reading(sight, FirstAnswerLimit, used, running, FirstAnsweredAt is null, running ? WorkingClock.DueOn(sight.Days, Runs, FirstAnswerLimit) : null);
    }

    private ClockReading Solution(SupportSight sight)
    {
        var due = SupportSteps.IsOpen(State) ? WorkingClock.DueOn(sight.Days, RoundRuns, SolutionLimit) : null;
        return Reading(sight, SolutionLimit, WorkingClock.Used(sight.Days, RoundRuns, sight.Today), SupportSteps.Runs(State), true, due);
    }

    private ClockReading Reading(SupportSight sight, int limit, int used, bool running, bool awaited, DateOnly? due) => new()
    {
        UsedDays = used,
        LimitDays = limit,
        DueDate = due is { } day ? CityDays.Text(day) : "",
        State = WorkingClock.StateOf(used, limit, awaited && SupportSteps.IsOpen(State) ? SupportRules.Current.DueSoonPercent : null),
        Running = running,
        Reason = ClockSentence.Of(State, used, limit, running, due, sight.Language),
    };
}

/// <summary>Why a clock stands where it stands, in a sentence.</summary>
internal static class ClockSentence
{
    public static string Of(SupportState state, int used, int limit, bool running, DateOnly? due, Language language)
    {
        var counted = used > limit
            ? language.Pick($"已用 {used} 个工作日，超出时限（{limit} 个工作日）{used - limit} 个", $"{used} working days used, {used - limit} more than the {limit} allowed")
            : language.Pick($"已用 {used} 个工作日，时限 {limit} 个工作日", $"{used} of {limit} working days used");
        var standing = (running, state) switch
        {
            (true, _) => language.Pick($"，最后期限 {CityDays.Text(due!.Value)}（提出当日不计）", $"; last day {CityDays.Text(due.Value)} (the day of filing does not count)"),
            (false, SupportState.WaitingForFirm) => language.Pick("，等待企业补充期间不计时", "; the clock stands while waiting for the firm"),
            _ => language.Pick("，计时已结束", "; the clock has stopped for good"),
        };
        return counted + standing + language.Pick("。", ".");
    }
}
