using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;
using Platform.Benchmarks.Grpc;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Registry.V1;
using Platform.Tests.Fixtures;

namespace Platform.Benchmarks.Selection;

/// <summary>
/// Import and lists through the registry's own process, migrated by its own command, on PostgreSQL. Times are a client's over loopback, so
/// they hold token, validation, SQL, mapping and the way there and back.
/// </summary>
internal sealed class RegistryBenchmark(Ground ground, GrpcChannel channel, Metadata headers)
{
    private const int ListWarmUp = 300;

    public static async Task RunAsync(Options options)
    {
        using var servers = new Servers();
        await servers.CheckDurabilityAsync();
        await using var ground = await servers.PrepareAsync("bench-selection");
        var issuer = await TokenIssuer.GetAsync();
        var ports = FreePorts.Take(2);
        var address = new Uri($"http://127.0.0.1:{ports[1]}");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__Database"] = ground.Postgres,
            ["ConnectionStrings__Migrations"] = ground.Postgres,
            ["ConnectionStrings__RabbitMq"] = ground.RabbitMq.ToString(),
            ["Identity__Authority"] = issuer.Authority,
            ["Endpoints__Http"] = $"http://127.0.0.1:{ports[0]}",
            ["Endpoints__Grpc"] = address.GetLeftPart(UriPartial.Authority),
            ["Logging__LogLevel__Default"] = "Warning",
        };
        var host = typeof(RegistryBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RegistryHost").Value!;
        await using (var migration = HostProcess.Start(host, settings, "migrate"))
            await migration.CompleteAsync("The registry's migration");
        await using var registry = HostProcess.Start(host, settings);
        using var channel = GrpcChannel.ForAddress(address);
        var token = issuer.Issue("official", "11130300000000001X", OrganisationKind.Government, "official");
        var benchmark = new RegistryBenchmark(ground, channel, new Metadata { { "authorization", $"Bearer {token}" } });
        await benchmark.AwaitAsync(registry);
        if (options.Selects("only", "import"))
            await benchmark.ImportAsync(options.Number("import", 5_000));
        if (options.Selects("only", "list"))
            await benchmark.ListAsync(options.Number("applications", 100_000), options.Number("calls", 2_000));
    }

    private BatchService.BatchServiceClient Batches => new(channel);

    private ApplicationService.ApplicationServiceClient Applications => new(channel);

    private async Task AwaitAsync(HostProcess process)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await Batches.ListBatchesAsync(new ListBatchesRequest(), headers);
                return;
            }
            catch (RpcException exception) when (tries < 300 && !process.HasEnded && exception.StatusCode is StatusCode.Unavailable or StatusCode.Internal)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<string> OpenBatchAsync(string name)
    {
        var batch = await Batches.CreateBatchAsync(new CreateBatchRequest { Name = name, Year = 2026, Capacity = 25, NoticeWorkingDays = 0, Rehearsal = true }, headers);
        await Batches.OpenBatchAsync(new BatchStepRequest { BatchId = batch.BatchId }, headers);
        return batch.BatchId;
    }

    /// <summary>Each of three files goes into a batch of its own; the first also warms the host up.</summary>
    private async Task ImportAsync(int rows)
    {
        var times = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            var batch = await OpenBatchAsync($"导入测量 {round}");
            var file = Encoding.UTF8.GetBytes(File(rows));
            var start = Stopwatch.GetTimestamp();
            using var call = Applications.ImportApplications(headers);
            await call.RequestStream.WriteAsync(new ImportChunk { Options = new ImportOptions { FileName = "many.csv", BatchId = batch } });
            foreach (var piece in file.Chunk(64 * 1024))
                await call.RequestStream.WriteAsync(new ImportChunk { Data = ByteString.CopyFrom(piece) });
            await call.RequestStream.CompleteAsync();
            var report = await call.ResponseAsync;
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (report.RowsImported != rows)
                throw new BenchmarkFailedException($"import: {report.RowsImported} of {rows} rows, {report.ProblemCount} problems: {report.Problems.FirstOrDefault()}");
        }

        Report.AtMost("selection.import_5000", times.Max(), "s", 10);
    }

    private static string File(int rows)
    {
        string[] industries = ["生命健康", "新材料", "汽车零部件", "电子信息", "高端装备制造"];
        var text = new StringBuilder("项目名称,申报单位,统一社会信用代码,产业,赛道,总投资(万元),研发投入(万元),关键设备国产化率(%),是否接入工业互联网平台,项目简介,人才需求,技术需求\n");
        for (var i = 0; i < rows; i++)
        {
            var code = CreditCode.Complete($"91130300MA{i / 3:D7}");
            text.Append(CultureInfo.InvariantCulture, $"智能产线改造项目{i},示范制造企业{i / 3},{code},{industries[i % 5]},数字经济,{1000 + i}.5,{i},{i % 100},是,{Events.Work.Summary},工程师:{(i % 9) + 1};技师,缺陷检测{i}\n");
        }

        return text.ToString();
    }

    private async Task ListAsync(int applications, int calls)
    {
        var batch = await OpenBatchAsync("列表测量");
        await SeedAsync(batch, applications);
        var random = new Random(7);
        var times = new List<(double Time, ListApplicationsRequest Request)>();
        for (var call = -ListWarmUp; call < calls;)
        {
            var request = Ask(batch, random);
            for (var page = 0; page < 3 && call < calls; page++, call++)
            {
                var start = Stopwatch.GetTimestamp();
                var answer = await Applications.ListApplicationsAsync(request, headers);
                var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (call >= 0)
                    times.Add((elapsed, request.Clone()));
                if (answer.NextPageToken.Length == 0)
                    break;
                request.PageToken = answer.NextPageToken;
            }
        }

        Report.Figure("selection.list_100000.p50", Statistics.Median(times.Select(one => one.Time)), "ms");
        var p99 = Statistics.Percentile(times.Select(one => one.Time), 0.99);
        Report.AtMost("selection.list_100000.p99", p99, "ms", 20);
        foreach (var (time, request) in times.OrderByDescending(one => one.Time).Take(3))
        {
            Report.Note($"{time:0.0} ms: {request}");
            if (p99 > 20)
                await ListPlan.PrintAsync(ground.Postgres, request);
        }
    }

    /// <summary>Any filter with any sort, in both directions.</summary>
    private static ListApplicationsRequest Ask(string batch, Random random)
    {
        var request = new ListApplicationsRequest { BatchId = batch, PageSize = 50, Sort = (ApplicationSort)random.Next(Enum.GetValues<ApplicationSort>().Length), Descending = random.Next(2) == 0 };
        if (random.Next(2) == 0)
            request.Industry = new[] { "life-health", "new-materials", "auto-parts", "electronics", "high-end-equipment" }[random.Next(5)];
        if (random.Next(3) == 0)
            request.Track = new[] { "digital-economy", "biotechnology", "smart-ev" }[random.Next(3)];
        if (random.Next(3) == 0)
            request.District = "130302";
        if (random.Next(4) == 0)
            request.State = random.Next(2) == 0 ? ApplicationState.Submitted : ApplicationState.UnderReview;
        if (random.Next(6) == 0)
            request.Text = random.Next(100_000).ToString(CultureInfo.InvariantCulture);
        return request;
    }

    private async Task SeedAsync(string batch, int applications)
    {
        const string sql = """
            insert into application (application_id, batch_id, project_name, organisation_code, organisation_name, industry, track, district, total_investment_cny_fen,
                rd_investment_cny_fen, equipment_localisation_bp, on_industrial_internet, summary, talent_need_titles, talent_need_headcounts, technology_needs,
                contact_name, contact_phone, state, created_at, submitted_at)
            select (lpad(to_hex(1767225600000 + i), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0') || '8' || lpad(to_hex(i), 15, '0'))::uuid, $1, '智能产线改造项目' || i, lpad((i / 3)::text, 18, '9'), '示范制造企业' || i / 3,
                (array['life-health', 'new-materials', 'auto-parts', 'electronics', 'high-end-equipment'])[1 + i % 5],
                (array['digital-economy', 'biotechnology', 'smart-ev', 'energy-transition'])[1 + (i / 7) % 4],
                (array['130302', '130303', '130304', ''])[1 + (i / 11) % 4],
                (i * 7919 % 1000003) * 1000::bigint, 1000000, 3500, true, repeat('关键设备联网', 20), array['工程师', '技师'], array[2, 1], array['缺陷检测'],
                '韩工', '0335-0000013', case when i % 50 = 0 then 4 else 2 end, now(), now() - (i * 7 % 100000) * interval '1 second'
            from generate_series(1, $2) i
            """;
        await using var database = NpgsqlDataSource.Create(ground.Postgres);
        await using (var insert = database.CreateCommand(sql))
        {
            insert.CommandTimeout = 600;
            insert.Parameters.Add(new() { Value = Guid.Parse(batch) });
            insert.Parameters.Add(new() { Value = applications });
            await insert.ExecuteNonQueryAsync();
        }

        await using var analyse = database.CreateCommand("vacuum analyze application");
        analyse.CommandTimeout = 600;
        await analyse.ExecuteNonQueryAsync();
    }
}
