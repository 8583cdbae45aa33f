using System.Globalization;
using Platform.Demo.Access;
using Platform.Demo.City;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo;

/// <summary>The command line.</summary>
/// <param name="English">English instead of Chinese.</param>
public sealed record Arguments(string Command, JobOptions Options, bool English, bool Help)
{
    public const string Usage = """
        用法 / Usage: ./platform demo [ARGUMENTS]
          --applications FILE       申报文件，CSV 或 XLSX / applications, CSV or XLSX (default: the shipped demo city, as for all files)
          --talents FILE            人才文件 / talents
          --talent-needs FILE       人才需求文件 / talent needs
          --listings FILE           成果文件 / research listings
          --technology-needs FILE   技术需求文件 / technology needs
          --capacity N              入库名额，默认 25 / seats, 25 by default
          --quota 产业=MIN..MAX     产业、赛道或县区名额，可重复；MIN 或 MAX 可省略 / quota of an industry, track or district, repeatable; either end may be left out
          --seed N                  专家评分的随机种子 / seed of the reviewers' scores
          --reviewers N             评审专家人数，默认 3 / reviewers, 3 by default
          --allow-partial           文件有误时只导入无误的行 / import the good rows of a file that has bad ones
          --wait SECONDS            等待推荐与匹配的最长时间，默认 120 / longest wait for shortlists and matches, 120 by default
          --english                 英文输出（LANG=en… 时默认）/ in English (as by LANG=en…)
        """;

    /// <exception cref="JobFailure">Unknown argument or a value that cannot be read.</exception>
    public static Arguments Parse(IReadOnlyList<string> words, string? lang)
    {
        var parsed = new Arguments(words.Count > 0 && !words[0].StartsWith('-') ? words[0] : "run", new JobOptions(), lang?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true, false);
        var quotas = new List<Quota>();
        for (var i = words.Count > 0 && !words[0].StartsWith('-') ? 1 : 0; i < words.Count; i++)
        {
            var (name, inline) = words[i].StartsWith("--", StringComparison.Ordinal) && words[i].IndexOf('=', StringComparison.Ordinal) is > 0 and var at
                ? (words[i][..at], words[i][(at + 1)..])
                : (words[i], null);
            parsed = name switch
            {
                "--english" => parsed with { English = true },
                "--help" or "-h" => parsed with { Help = true },
                "--allow-partial" => parsed with { Options = parsed.Options with { AllowPartial = true } },
                "--quota" => Add(ReadQuota(Value())),
                _ => parsed with { Options = With(parsed.Options, name, Value) },
            };

            string Value() => inline ?? (++i < words.Count ? words[i] : throw new JobFailure($"参数 {name} 缺少值", $"argument {name} needs a value"));
        }

        return quotas.Count == 0 ? parsed : parsed with { Options = parsed.Options with { Quotas = quotas } };

        Arguments Add(Quota quota)
        {
            quotas.Add(quota);
            return parsed;
        }
    }

    private static JobOptions With(JobOptions options, string name, Func<string> value) => name switch
    {
        "--applications" => options with { Applications = value() },
        "--talents" => options with { Talents = value() },
        "--talent-needs" => options with { TalentNeeds = value() },
        "--listings" => options with { Listings = value() },
        "--technology-needs" => options with { TechnologyNeeds = value() },
        "--capacity" => options with { Capacity = Number(name, value(), 1) },
        "--seed" => options with { Seed = Number(name, value(), int.MinValue) },
        "--reviewers" => options with { Reviewers = Number(name, value(), 1) },
        "--wait" => options with { Wait = TimeSpan.FromSeconds(Number(name, value(), 1)) },
        _ => throw new JobFailure($"未知参数：{name}（见 ./platform demo --help）", $"unknown argument: {name} (see ./platform demo --help)"),
    };

    private static int Number(string name, string text, int least) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new JobFailure($"参数 {name} 的值不是有效整数：{text}", $"argument {name} is no whole number that it can take: {text}");

    private static Quota ReadQuota(string text)
    {
        var parts = text.Split('=', 2);
        var range = parts.Length == 2 ? parts[1].Split("..", 2) : [];
        if (range.Length is 1)
            range = [range[0], range[0]];
        if (range.Length is not 2 || parts[0].Trim().Length == 0 || range.All(end => end.Trim().Length == 0))
            throw new JobFailure($"名额写法应为 产业=最少..最多（也可写赛道或县区）：{text}", $"a quota is written industry=min..max (or a track or district): {text}");
        var (kind, code) = Classes.Find(parts[0]);
        var quota = new Quota { Kind = kind, Code = code, Minimum = range[0].Trim().Length > 0 ? Number("--quota", range[0].Trim(), 0) : 0 };
        if (range[1].Trim().Length > 0)
            quota.Maximum = Number("--quota", range[1].Trim(), 0);
        return quota;
    }
}
