using Grpc.Core;
using Platform.Common.V1;
using Platform.ProjectRegistry.Support;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Support;

public sealed class FormAndRoutingTests(SupportFixture registry) : IClassFixture<SupportFixture>
{
    public static readonly string[] KindsOfTheStart = ["approvals", "land", "energy", "data", "funding", "talent", "schooling", "technology", "other"];

    [Fact]
    public async Task The_kinds_of_the_start_are_there_with_department_service_level_and_form()
    {
        var kinds = (await registry.AsFirm.ListSupportKindsAsync(new ListSupportKindsRequest())).Kinds;
        Assert.Equal(KindsOfTheStart, kinds.Select(kind => kind.KindCode).Where(code => KindsOfTheStart.Contains(code)));
        Assert.All(kinds, kind => Assert.True(kind.Pool.SolutionDays <= kind.Normal.SolutionDays && kind.DepartmentCode.Length > 0));
        Assert.Equal(3, kinds.Count(kind => kind.GroupCode == "factors" && KindsOfTheStart.Contains(kind.KindCode)));
        var schooling = kinds.Single(kind => kind.KindCode == "schooling");
        Assert.Equal(["children", "stage", "start_on"], schooling.Fields.Select(field => field.Code));
        Assert.DoesNotContain(schooling.Fields, field => field.Type == FormFieldType.Text);
    }

    [Theory]
    [InlineData("amount_cny_fen", "99", "资金需求")] // below its minimum
    [InlineData("amount_cny_fen", "NaN", "资金需求")]
    [InlineData("amount_cny_fen", "1e9", "资金需求")]
    [InlineData("amount_cny_fen", "99999999999999999999", "资金需求")]
    [InlineData("amount_cny_fen", "", "资金需求")] // required
    [InlineData("form", "gift", "支持方式")]
    [InlineData("children", "2", "children")] // of another kind
    public async Task A_form_that_breaks_its_kind_is_refused_with_the_field_and_nothing_is_stored(string code, string value, string named)
    {
        var before = await CountAsync();
        var request = SupportFixture.Funding();
        if (request.Values.FirstOrDefault(given => given.Code == code) is { } given)
        {
            given.Value = value;
        }
        else
        {
            request.Values.Add(new FormValue { Code = code, Value = value });
        }

        var sentence = await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsFirm.FileSupportRequestAsync(request));
        Assert.Contains(named, sentence, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_field_twice_a_day_that_is_none_and_a_deadline_in_the_past_are_refused()
    {
        var twice = SupportFixture.Funding();
        twice.Values.Add(new FormValue { Code = "form", Value = "fund" });
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsFirm.FileSupportRequestAsync(twice));
        var talent = SupportFixture.TalentAsk();
        talent.Values.Add(new FormValue { Code = "deadline", Value = "2026-02-30" });
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsFirm.FileSupportRequestAsync(talent));
        talent.Values[^1].Value = "2020-01-01";
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.PastDate, registry.AsFirm.FileSupportRequestAsync(talent));
        Assert.Empty(await registry.RowsAsync<Guid>("select support_request_id from support_request where kind_code = 'talent'"));
    }

    [Fact]
    public async Task An_unknown_kind_an_unknown_industry_and_a_project_of_another_firm_are_refused()
    {
        var request = SupportFixture.Funding();
        request.KindCode = "gifts";
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.SupportKindUnknown, registry.AsFirm.FileSupportRequestAsync(request));
        request = SupportFixture.Funding();
        request.Industry = "astrology";
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.IndustryUnknown, registry.AsFirm.FileSupportRequestAsync(request));
        request = SupportFixture.Funding();
        request.District = "110101";
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsFirm.FileSupportRequestAsync(request));
        request = SupportFixture.Funding();
        request.ProjectId = Guid.CreateVersion7().ToString();
        await Refused.ByAsync(StatusCode.NotFound, ErrorReason.NotFound, registry.AsFirm.FileSupportRequestAsync(request));
    }

    [Theory]
    [InlineData("approvals", "130371", "", "development-zone")] // by district
    [InlineData("approvals", "130302", "", "approvals")]
    [InlineData("approvals", "", "", "approvals")] // a rule that names districts fits no unknown one
    [InlineData("energy", "130371", "", "reform")]
    public void The_first_rule_that_fits_routes_else_the_department_of_the_kind(string kind, string district, string industry, string department)
    {
        var row = KindRow.Of(SupportData.Start.Kinds.Single(one => one.Code == kind), 0);
        Assert.Equal(department, Routing.DepartmentFor(row, district, industry, All()));
    }

    [Fact]
    public void A_rule_may_name_industries_and_what_no_department_takes_goes_to_the_coordinating_office()
    {
        var row = KindRow.Of(SupportData.Start.Kinds.Single(one => one.Code == "funding"), 0) with
        {
            Rules = """[{"districts":["130302"],"industries":["new-materials"],"department":"science"},{"districts":[],"industries":["auto-parts"],"department":"reform"}]""",
        };
        Assert.Equal("science", Routing.DepartmentFor(row, "130302", "new-materials", All()));
        Assert.Equal("finance", Routing.DepartmentFor(row, "130303", "new-materials", All()));
        Assert.Equal("reform", Routing.DepartmentFor(row, "130303", "auto-parts", All()));
        Assert.Equal("coordination", Routing.DepartmentFor(row, "", "auto-parts", All(inactive: "reform")));
    }

    [Fact]
    public async Task A_kind_that_is_saved_counts_for_what_is_filed_after_it_and_leaves_the_rest()
    {
        var other = new FileSupportRequestRequest { KindCode = "other", Title = "道路通行", Description = "厂区门前道路夜间限行。" };
        var before = await registry.AsFirm.FileSupportRequestAsync(other);
        var kind = (await registry.AsOffice.ListSupportKindsAsync(new ListSupportKindsRequest())).Kinds.Single(one => one.KindCode == "other");
        var etag = kind.Etag;
        kind.NameZh = "其他事项";
        kind.Normal = new ServiceLevel { FirstAnswerDays = 2, SolutionDays = 7 };
        kind.Pool = new ServiceLevel { FirstAnswerDays = 1, SolutionDays = 5 };
        kind.DepartmentCode = "finance";
        var saved = await registry.AsOffice.SaveSupportKindAsync(new SaveSupportKindRequest { Kind = kind });
        Assert.Equal(kind.Version + 1, saved.Version);

        kind.Etag = etag;
        await Refused.ByAsync(StatusCode.Aborted, ErrorReason.EtagMismatch, registry.AsOffice.SaveSupportKindAsync(new SaveSupportKindRequest { Kind = kind }));
        var after = await registry.AsFirm.FileSupportRequestAsync(other);
        var kept = await registry.ReadAsync(before);
        Assert.Equal(("其他事项", 7, "finance"), (after.KindName, after.Solution.LimitDays, after.DepartmentCode));
        Assert.Equal(("其他诉求", 20, "coordination"), (kept.KindName, kept.Solution.LimitDays, kept.DepartmentCode));
    }

    [Fact]
    public async Task A_new_kind_is_filed_under_until_it_is_out_of_use_and_a_bad_one_is_refused()
    {
        var kind = new SupportKind
        {
            KindCode = "logistics", NameZh = "物流保障", NameEn = "Logistics", GroupCode = "factors", GroupZh = "要素保障", GroupEn = "Factor guarantees", DepartmentCode = "reform",
            Normal = new ServiceLevel { FirstAnswerDays = 2, SolutionDays = 9 }, Pool = new ServiceLevel { FirstAnswerDays = 1, SolutionDays = 5 }, Active = true, Position = 90,
            Fields = { new FormField { Code = "tonnes", NameZh = "吨数", NameEn = "Tonnes", Type = FormFieldType.WholeNumber, Required = true, Minimum = 1, Maximum = 100 } },
        };
        await registry.AsOffice.SaveSupportKindAsync(new SaveSupportKindRequest { Kind = kind });
        var request = new FileSupportRequestRequest { KindCode = "logistics", Title = "港口集疏运", Description = "旺季运力不足。", Values = { new FormValue { Code = "tonnes", Value = "007" } } };
        Assert.Equal("7", (await registry.AsFirm.FileSupportRequestAsync(request)).Values.Single().Value);

        kind.Active = false;
        await registry.AsOffice.SaveSupportKindAsync(new SaveSupportKindRequest { Kind = kind });
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.SupportKindUnknown, registry.AsFirm.FileSupportRequestAsync(request));
        kind.DepartmentCode = "nowhere";
        await Refused.ByAsync(StatusCode.NotFound, ErrorReason.NotFound, registry.AsOffice.SaveSupportKindAsync(new SaveSupportKindRequest { Kind = kind }));
        kind.DepartmentCode = "reform";
        kind.Fields.Add(kind.Fields[0].Clone());
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsOffice.SaveSupportKindAsync(new SaveSupportKindRequest { Kind = kind }));
        Assert.Equal(2, await registry.ScalarAsync<int>("select max(version) from support_kind where kind_code = 'logistics'"));
    }

    [Fact]
    public async Task A_department_gets_its_organisation_from_those_of_the_government_only()
    {
        var reform = (await registry.AsOffice.ListSupportDepartmentsAsync(new ListSupportDepartmentsRequest())).Departments.Single(one => one.DepartmentCode == "reform");
        reform.OrganisationCode = SupportFixture.AskingFirm;
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.OrganisationUnknown, registry.AsOffice.SaveSupportDepartmentAsync(new SaveSupportDepartmentRequest { Department = reform }));
        Assert.Null(await registry.ScalarAsync<string?>("select organisation_code from support_department where department_code = 'reform'"));
        var coordination = new SupportDepartment { DepartmentCode = "coordination", NameZh = "统筹办", NameEn = "Office", Active = false };
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsOffice.SaveSupportDepartmentAsync(new SaveSupportDepartmentRequest { Department = coordination }));
    }

    private Task<int> CountAsync() => registry.ScalarAsync<int>("select count(*)::int from support_request");

    private static Departments All(string inactive = "") => new([.. SupportData.Start.Departments.Select(one => new DepartmentRow
    {
        DepartmentCode = one.Code, NameZh = one.NameZh, NameEn = one.NameEn, Role = one.Role, Active = one.Code != inactive,
    })]);
}
