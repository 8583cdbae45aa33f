using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Needs;

/// <summary>学历 as files write it and people read it.</summary>
internal static class EducationWords
{
    public static readonly Choices<EducationLevel> Choices = new()
    {
        { EducationLevel.Vocational, "中专", "中职", "中技", "Vocational" },
        { EducationLevel.College, "大专", "高职", "专科", "高职高专", "College" },
        { EducationLevel.Bachelor, "本科", "大学本科", "学士", "Bachelor" },
        { EducationLevel.Master, "硕士", "硕士研究生", "研究生", "Master" },
        { EducationLevel.Doctor, "博士", "博士研究生", "Doctor", "PhD" },
        { EducationLevel.Unspecified, "不限", "无要求", "Any" },
    };

    public static string Of(EducationLevel level, Language language) => level switch
    {
        EducationLevel.Vocational => language.Pick("中专", "vocational"),
        EducationLevel.College => language.Pick("大专", "college"),
        EducationLevel.Bachelor => language.Pick("本科", "bachelor"),
        EducationLevel.Master => language.Pick("硕士", "master"),
        EducationLevel.Doctor => language.Pick("博士", "doctor"),
        _ => language.Pick("未说明", "not stated"),
    };
}

/// <summary>用工类型 and 求职类型 as files write them.</summary>
internal static class EmploymentWords
{
    public static readonly Choices<EmploymentKind> Choices = new()
    {
        { EmploymentKind.FullTime, "全职", "正式", "Full time", "Full-time" },
        { EmploymentKind.Internship, "实习", "实习生", "顶岗实习", "Internship" },
        { EmploymentKind.Secondment, "挂职/派驻", "挂职", "派驻", "挂职派驻", "Secondment" },
        { EmploymentKind.Consulting, "专家咨询", "咨询", "Consulting" },
        { EmploymentKind.OrderClass, "订单班", "Order class" },
    };
}
