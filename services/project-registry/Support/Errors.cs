using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

internal static class SupportErrors
{
    public static readonly Error NotFound = Error.NotFound("没有这项诉求。", "There is no such support request.");

    public static readonly Error ProjectNotFound = Error.NotFound("贵单位在项目库中没有该项目。", "Your organisation has no such project in the pool.");

    public static readonly Error KindUnknown = Error.Invalid(
        ErrorReason.SupportKindUnknown, "kind_code", "没有该诉求类别，或该类别已停用，请另选。", "There is no such kind of request, or it is out of use: choose another.");

    public static readonly Error IndustryUnknown = Error.Invalid(
        ErrorReason.IndustryUnknown, "industry", "没有这个产业，请按目录填写。", "There is no such industry: use one of the catalogue.");

    public static readonly Error DistrictUnknown = Error.Invalid(
        ErrorReason.InvalidField, "district", "没有这个县区，请按目录填写。", "There is no such district: use one of the catalogue.");

    public static readonly Error OtherDepartment = Error.Forbidden(
        ErrorReason.OtherDepartment, "该诉求由其他部门办理，如需接手请先由其转办。", "Another department handles this request: let it be transferred to yours first.");

    public static readonly Error NoSuchDepartment = Error.NotFound("没有这个部门。", "There is no such department.");

    public static readonly Error DepartmentInactive = Error.Invalid(
        ErrorReason.InvalidField, "department_code", "该部门已不受理诉求，请选择其他部门。", "That department takes no requests any more: choose another.");

    public static readonly Error SameDepartment = Error.Invalid(
        ErrorReason.InvalidField, "department_code", "诉求已在该部门，请选择其他部门。", "The request lies with that department already: choose another.");

    public static readonly Error TextMissing = Error.Invalid(
        ErrorReason.InvalidField, "text", "请填写说明（至少 2 个字）。", "Write a text of at least 2 characters.");

    public static readonly Error NotWaiting = Error.Invalid(
        ErrorReason.InvalidField, "ground", "只有在等待企业补充时才能以“企业逾期未补充”办结。", "Only a request that waits for the firm can be ended for want of an answer.");

    public static readonly Error InternalByFirm = Error.Invalid(
        ErrorReason.InvalidField, "internal", "内部备注只能由政府工作人员填写。", "Only officials write internal notes.");

    public static readonly Error FilesStay = Error.Precondition(
        ErrorReason.WrongState, "诉求中的材料已存档，不能移除；如有误，请另行补充并说明。", "Files of a request are on record and stay: add another and say why.");

    public static readonly Error DeadlineInPast = Error.Invalid(
        ErrorReason.PastDate, "values", "截止日期不能早于今天。", "The deadline must not be before today.");

    public static readonly Error AnswerAfterSolution = Error.Invalid(
        ErrorReason.InvalidField, "kind.normal", "首次答复时限不能长于办结时限。", "The first answer must not take longer than the solution.");

    public static readonly Error CoordinatingStaysActive = Error.Invalid(
        ErrorReason.InvalidField, "department.active", "统筹部门不能停用。", "The coordinating office cannot be taken out of use.");

    public static Error WrongState(SupportState state) => Error.Precondition(
        ErrorReason.WrongState, $"诉求处于“{Chinese(state)}”，不能执行此操作。", $"The request is {English(state)}: this step is not possible.");

    public static Error ReopenOver(DateOnly last) => Error.Precondition(
        ErrorReason.DeadlinePassed, $"重新办理的期限已于 {CityDays.Text(last)} 届满，请另提诉求。", $"It could be reopened until {CityDays.Text(last)}: file a new request.");

    public static Error NoSuchGovernmentBody(string code) => Error.Invalid(
        ErrorReason.OrganisationUnknown, "department.organisation_code", $"平台上没有代码为 {code} 的政府单位。", $"No government organisation {code} has joined the platform.");

    public static Error UnknownField(int index, string code) => Error.Invalid(
        ErrorReason.InvalidField, Value(index), $"该类诉求没有“{code}”这一项。", $"This kind asks for no field {code}.");

    public static Error ValueTwice(int index, FieldData field) => Error.Invalid(
        ErrorReason.InvalidField, Value(index), $"“{field.NameZh}”重复填写。", $"{field.NameEn} is given twice.");

    public static Error ValueMissing(FieldData field) => Error.Invalid(
        ErrorReason.InvalidField, $"values.{field.Code}", $"请填写“{field.NameZh}”。", $"Fill in: {field.NameEn}.");

    public static Error BadValue(int index, FieldData field)
    {
        var (chinese, english) = field.Type switch
        {
            FormFieldType.Date => ("须为 yyyy-MM-dd 格式的日期", "must be a date as yyyy-MM-dd"),
            FormFieldType.Choice => ("须为所列选项之一", "must be one of the choices"),
            FormFieldType.Text => ($"不能超过 {field.Maximum} 个字", $"must not be longer than {field.Maximum} characters"),
            _ when field is { Minimum: 0, Maximum: 0 } => ("须为不小于 0 的整数", "must be a whole number of 0 or more"),
            FormFieldType.Money => ($"须在 {Yuan(field.Minimum)} 至 {Yuan(field.Maximum)} 元之间", $"must be between {Yuan(field.Minimum)} and {Yuan(field.Maximum)} CNY"),
            _ => ($"须为 {field.Minimum} 至 {field.Maximum} 的整数", $"must be a whole number from {field.Minimum} to {field.Maximum}"),
        };
        return Error.Invalid(ErrorReason.InvalidField, Value(index), $"“{field.NameZh}”{chinese}。", $"{field.NameEn} {english}.");
    }

    public static Error FieldTwice(int index, string code) => Error.Invalid(
        ErrorReason.InvalidField, Field(index), $"表单项“{code}”重复。", $"The field {code} stands twice.");

    public static Error BoundsCrossed(int index) => Error.Invalid(
        ErrorReason.InvalidField, Field(index), "表单项的下限不能高于上限。", "A field's minimum must not be above its maximum.");

    public static Error ChoicesMissing(int index) => Error.Invalid(
        ErrorReason.InvalidField, Field(index), "选择项须列出互不相同的选项，其他类型不能有选项。", "A choice needs choices of different codes; other types have none.");

    private static string Yuan(long fen) => (fen / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Value(int index) => string.Create(CultureInfo.InvariantCulture, $"values[{index}]");

    private static string Field(int index) => string.Create(CultureInfo.InvariantCulture, $"kind.fields[{index}]");

    private static string Chinese(SupportState state) => state switch
    {
        SupportState.Filed => "待受理",
        SupportState.InProgress => "办理中",
        SupportState.WaitingForFirm => "待企业补充",
        SupportState.Solved => "已解决",
        SupportState.Closed => "已办结",
        SupportState.Rejected => "不予受理",
        SupportState.Withdrawn => "已撤回",
        _ => "重新办理",
    };

    private static string English(SupportState state) => state switch
    {
        SupportState.InProgress => "in progress",
        SupportState.WaitingForFirm => "waiting for the firm",
        _ => state.ToString().ToLowerInvariant(),
    };
}
