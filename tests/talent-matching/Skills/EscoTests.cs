using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Skills;

/// <summary>Skills come from ESCO's files; made-up concepts in ESCO's columns, each test with its own.</summary>
public sealed class EscoTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    private const string Head = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,inScheme,description";
    private const string Broader = "conceptType,conceptUri,broaderType,broaderUri";
    private const string Relations = "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri";

    [Fact]
    public async Task A_dry_run_tells_what_would_change_and_stores_nothing_then_the_import_does_it_and_a_second_changes_nothing()
    {
        string[] skills = [Head, Skill("lathe-a", "operate antique lathe", "\"antique lathe work\nturn wood on a lathe\""), Skill("lathe-b", "sharpen lathe tools")];
        string[] links = [Broader, $"KnowledgeSkillCompetence,{Uri("lathe-b")},KnowledgeSkillCompetence,{Uri("lathe-a")}", $"KnowledgeSkillCompetence,{Uri("lathe-a")},SkillGroup,{Uri("no-group")}"];
        string[] relations = [Relations, $"{Uri("lathe-a")},skill/competence,optional,knowledge,{Uri("lathe-c")}", $"{Uri("lathe-b")},skill/competence,essential,skill/competence,{Uri("lathe-a")}"];
        (EscoFileKind, string[])[] files = [(EscoFileKind.Broader, links), (EscoFileKind.Skills, skills), (EscoFileKind.Relations, relations)];

        var dry = await ImportAsync(new EscoOptions { DryRun = true }, files);
        Assert.Equal((false, 2, 0, 0, 0), (dry.Applied, dry.NewCount, dry.ChangedCount, dry.UnchangedCount, dry.ProblemCount));
        Assert.Equal((2, 2), (dry.LinksLeftOut, dry.WithoutChinese));
        Assert.Equal(0, await CountAsync("lathe-"));

        var done = await ImportAsync(new EscoOptions(), files);
        Assert.True(done.Applied);
        Assert.Equal(dry.Changes, done.Changes);
        var narrower = (await SkillAsync("esco-sharpen-lathe-tools")).Skill;
        Assert.Equal(("sharpen lathe tools", "", Uri("lathe-b")), (narrower.NameEn, narrower.NameZh, narrower.EscoUri));
        Assert.Equal(["esco-operate-antique-lathe"], narrower.Broader);
        Assert.Equal(["esco-operate-antique-lathe"], narrower.Related);
        Assert.Equal(["antique lathe work", "turn wood on a lathe"], (await SkillAsync("esco-operate-antique-lathe")).Skill.Synonyms);

        var version = await fixture.ScalarAsync<long>("select version from skill where code = 'esco-sharpen-lathe-tools'");
        var again = await ImportAsync(new EscoOptions(), files);
        Assert.Equal((0, 0, 2), (again.NewCount, again.ChangedCount, again.UnchangedCount));
        Assert.Equal(version, await fixture.ScalarAsync<long>("select version from skill where code = 'esco-sharpen-lathe-tools'"));
        Assert.Equal(2, await CountAsync("lathe-"));
    }

    [Fact]
    public async Task A_skill_that_the_taxonomy_has_is_linked_and_keeps_its_names()
    {
        var report = await ImportAsync(new EscoOptions(), (EscoFileKind.Skills, [Head, Skill("humanoid", "Embodied intelligence", "\"android robots\nPLC\"")]));
        Assert.Equal((0, 1, 1), (report.NewCount, report.ChangedCount, report.LabelsLeftOut));
        var skill = (await SkillAsync("humanoid-robot")).Skill;
        Assert.Equal(("人形机器人", "Humanoid robots", Uri("humanoid")), (skill.NameZh, skill.NameEn, skill.EscoUri));
        Assert.Contains("android robots", skill.Synonyms);
        Assert.DoesNotContain("PLC", skill.Synonyms);
        var changes = await Skills.ListSkillChangesAsync(new ListSkillChangesRequest { Code = "humanoid-robot" });
        Assert.Equal("skill.imported", changes.Changes.Single().Action);
    }

    [Fact]
    public async Task A_bad_row_is_named_and_keeps_everything_out_unless_a_part_is_allowed()
    {
        string[] skills =
        [
            Head,
            Skill("bad-a", "bend glass ribbons"),
            "KnowledgeSkillCompetence,not-a-uri,,,wrong identifier,,,released,,,,,",
            Skill("bad-b", ""),
            Skill("bad-a", "repeat an identifier"),
            Skill("bad-c", "obsolete ribbon work").Replace("released", "obsolete", StringComparison.Ordinal),
            Skill("bad-d", "measure glass ribbons"),
        ];
        string[] links =
        [
            Broader,
            $"KnowledgeSkillCompetence,{Uri("bad-d")},KnowledgeSkillCompetence,{Uri("bad-a")}",
            $"KnowledgeSkillCompetence,{Uri("bad-a")},KnowledgeSkillCompetence,{Uri("bad-d")}",
        ];
        var refused = await ImportAsync(new EscoOptions(), (EscoFileKind.Skills, skills), (EscoFileKind.Broader, links));
        Assert.Equal(
            [
                ("a.csv", 3, "conceptUri", ErrorReason.InvalidField), ("a.csv", 4, "preferredLabel", ErrorReason.CellRequired), ("a.csv", 5, "conceptUri", ErrorReason.DuplicateInFile),
                ("a.csv", 6, "status", ErrorReason.CellNotAChoice), ("b.csv", 3, "broaderUri", ErrorReason.SkillCycle),
            ],
            refused.Problems.Select(problem => (problem.FileName, problem.Row, problem.Column, problem.Reason)).OrderBy(problem => problem.FileName, StringComparer.Ordinal).ThenBy(problem => problem.Row));
        Assert.Contains("bend glass ribbons → measure glass ribbons → bend glass ribbons", refused.Problems[^1].Message, StringComparison.Ordinal);
        Assert.Equal((false, 0), (refused.Applied, await CountAsync("bad-")));

        var part = await ImportAsync(new EscoOptions { AllowPartial = true }, (EscoFileKind.Skills, skills), (EscoFileKind.Broader, links));
        Assert.Equal((true, 2, 2), (part.Applied, part.NewCount, await CountAsync("bad-")));
    }

    [Fact]
    public async Task Chinese_labels_come_from_their_own_file_or_column_and_settle_waiting_words()
    {
        var talent = (await fixture.ImportTalentsAsync(fixture.Official(), null, "欧一,某学院,木作,本科,2027,玻璃吹制术:4,,秦皇岛,9,全职,13900000071")).Ids.Single();
        await ImportAsync(new EscoOptions(), (EscoFileKind.Skills, [Head, Skill("zh-a", "blow studio glass")]), (EscoFileKind.Skills, ["conceptUri,preferredLabel,altLabels", $"{Uri("zh-a")},玻璃吹制,玻璃吹制术"]));
        var skill = (await SkillAsync("esco-blow-studio-glass")).Skill;
        Assert.Equal(("blow studio glass", "玻璃吹制"), (skill.NameEn, skill.NameZh));
        Assert.Equal(
            [new SkillLevel { Skill = skill.Code, Level = 4 }],
            (await fixture.Talents(fixture.Official()).GetTalentAsync(new GetTalentRequest { TalentId = talent })).Skills);

        await ImportAsync(new EscoOptions(), (EscoFileKind.Skills, ["conceptUri,preferredLabel,preferredLabelZh,altLabelsZh", $"{Uri("zh-b")},engrave studio glass,玻璃雕刻,玻璃刻花"]));
        var other = (await SkillAsync("esco-engrave-studio-glass")).Skill;
        Assert.Equal("玻璃雕刻", other.NameZh);
        Assert.Equal(["玻璃刻花"], other.Synonyms);
    }

    [Fact]
    public async Task A_label_that_ESCO_changed_is_followed_and_one_of_another_ESCO_skill_is_refused()
    {
        await ImportAsync(new EscoOptions(), (EscoFileKind.Skills, [Head, Skill("label-a", "fold paper cranes"), Skill("label-b", "fold paper boats")]));
        var renamed = await ImportAsync(new EscoOptions(), (EscoFileKind.Skills, [Head, Skill("label-a", "fold paper birds")]));
        Assert.Equal(["name_en"], renamed.Changes.Single().Fields);
        Assert.Equal("fold paper birds", (await SkillAsync("esco-fold-paper-cranes")).Skill.NameEn);
        var clash = await ImportAsync(new EscoOptions(), (EscoFileKind.Skills, [Head, Skill("label-c", "Fold Paper Boats")]));
        Assert.Equal((ErrorReason.SkillWritingTaken, false), (clash.Problems.Single().Reason, clash.Applied));
    }

    [Fact]
    public async Task A_whole_classification_is_imported_in_one_call_and_still_answers_quickly()
    {
        var skills = Enumerable.Range(0, 14_000).Select(i => Skill($"mass-{i}", $"made up competence {i}", $"\"made up ability {i}\nmade up craft {i}\""));
        var links = Enumerable.Range(1, 13_999).Select(i => $"KnowledgeSkillCompetence,{Uri($"mass-{i}")},KnowledgeSkillCompetence,{Uri($"mass-{i / 10}")}");
        var report = await ImportAsync(new EscoOptions { DryRun = true }, (EscoFileKind.Skills, [Head, .. skills]), (EscoFileKind.Broader, [Broader, .. links]));
        Assert.Equal((14_000, 0, 0), (report.NewCount, report.ProblemCount, report.LinksLeftOut));
    }

    [Fact]
    public async Task Files_in_another_order_or_by_another_role_are_refused()
    {
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", () =>
            ImportAsync(new SkillImportService.SkillImportServiceClient(fixture.University(TalentFixture.College)), new EscoOptions(), (EscoFileKind.Skills, [Head])));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => ImportAsync(new EscoOptions()));
        await Refused.WithAsync(StatusCode.InvalidArgument, "COLUMN_MISSING", () => ImportAsync(new EscoOptions(), (EscoFileKind.Skills, ["conceptUri,altLabels", "x,y"])));
    }

    private SkillService.SkillServiceClient Skills => new(fixture.Official());

    private async Task<SkillDetails> SkillAsync(string code) => await Skills.GetSkillAsync(new GetSkillRequest { Code = code });

    private static string Uri(string id) => $"http://data.europa.eu/esco/skill/{id}";

    private static string Skill(string id, string label, string alternatives = "") => $"KnowledgeSkillCompetence,{Uri(id)},skill/competence,cross-sector,{label},{alternatives},,released,,,,,";

    private Task<long> CountAsync(string ids) => fixture.ScalarAsync<long>("select count(*) from skill where esco_uri like 'http://data.europa.eu/esco/skill/' || @ids || '%'", new { ids });

    private Task<EscoReport> ImportAsync(EscoOptions options, params (EscoFileKind Kind, string[] Lines)[] files) =>
        ImportAsync(new SkillImportService.SkillImportServiceClient(fixture.Official()), options, files);

    private static async Task<EscoReport> ImportAsync(SkillImportService.SkillImportServiceClient client, EscoOptions options, params (EscoFileKind Kind, string[] Lines)[] files)
    {
        using var call = client.ImportEscoSkills(new Metadata { { "accept-language", "en" } });
        var name = 'a';
        try
        {
            await call.RequestStream.WriteAsync(new EscoChunk { Options = options });
            foreach (var (kind, lines) in files)
            {
                // A skills file whose head is not ESCO's own is the Chinese one.
                var chinese = kind == EscoFileKind.Skills && lines[0] == "conceptUri,preferredLabel,altLabels";
                await call.RequestStream.WriteAsync(new EscoChunk { File = new EscoFile { Kind = kind, FileName = $"{name++}.csv", Chinese = chinese } });
                foreach (var piece in Encoding.UTF8.GetBytes(string.Join('\n', lines)).Chunk(512 * 1024))
                {
                    await call.RequestStream.WriteAsync(new EscoChunk { Data = ByteString.CopyFrom(piece) });
                }
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception answered) when (answered is InvalidOperationException or RpcException)
        {
            // The service has answered before all was sent; its answer says why.
        }

        return await call;
    }
}
