using System.Globalization;
using System.Net;
using System.Text;
using Platform.Chassis.Catalogues;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>
/// One page that a firm reads in a minute, with the parts of a partnering profile of the Enterprise Europe Network (Profile Drafting
/// Guidelines 4.2, 2017: summary, advantages and innovations, stage of development, IPR status, partner sought). Everything the owner
/// wrote is escaped; the page has no script and loads nothing.
/// </summary>
internal static class ClaimSheetPage
{
    private const string Style = """
        body{font:14px/1.55 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#1b1f24;max-width:780px;margin:24px auto;padding:0 20px}
        h1{font-size:22px;margin:0}h2{font-size:15px;margin:18px 0 4px;color:#0b5cad}p{margin:0;white-space:pre-wrap}.en,.by{color:#59636e}
        table{border-collapse:collapse;width:100%}td,th{border:1px solid #d0d7de;padding:4px 8px;text-align:left;vertical-align:top}
        .stage{display:flex;gap:3px;margin:6px 0}.stage i{flex:1;height:10px;background:#d8dee4}.stage i.on{background:#0b5cad}
        footer{margin-top:18px;border-top:1px solid #d0d7de;color:#59636e;font-size:12px}@media print{body{margin:0}@page{size:A4;margin:14mm}}
        """;

    /// <param name="listing">As its reader may see it.</param>
    /// <param name="level">Name of its readiness level.</param>
    public static string Html(Listing listing, (string Chinese, string English) level, CatalogueItem? industry)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>").Append(Text(listing.Title)).Append("</title><style>").Append(Style).Append("</style></head><body>");
        page.Append("<h1>").Append(Text(listing.Title)).Append("</h1>");
        Paragraph(page, listing.TitleEn, "en");
        Paragraph(page, string.Join(" · ", new[] { listing.OwnerName, listing.Origin, industry is null ? "" : $"{industry.NameZh} {industry.NameEn}" }.Where(part => part.Length > 0)), "by");
        Section(page, "解决的问题 / Problem", listing.Problem.Length > 0 ? listing.Problem : listing.Summary);
        Paragraph(page, listing.SummaryEn, "en");
        Section(page, "优势 / Advantages", listing.Advantages);
        Figures(page, listing);
        Stage(page, listing, level);
        RightsTable(page, listing);
        Section(page, "寻求的合作方 / Partner sought", listing.PartnerSought);
        Section(page, "合作方式与价格 / Form and price", $"{FormNames.Chinese(listing.Form)} / {FormNames.English(listing.Form)} · {Price(listing)}");
        Section(page, "联系人 / Contact", string.Join(' ', new[] { listing.ContactName, listing.ContactPhone }.Where(part => part.Length > 0)));
        page.Append("<footer>成果编号 / Listing ").Append(Text(listing.ListingId)).Append(" · 版本 / Version ").Append(listing.PublishedVersion.ToString(CultureInfo.InvariantCulture)).Append("</footer></body></html>");
        return page.ToString();
    }

    private static void Figures(StringBuilder page, Listing listing)
    {
        if (listing.Figures.Count == 0)
        {
            return;
        }

        page.Append("<table><tr><th>指标 / Figure</th><th>数值 / Value</th><th>对比 / Compared with</th></tr>");
        foreach (var figure in listing.Figures)
        {
            page.Append("<tr><td>").Append(Text(figure.Name)).Append("</td><td><b>").Append(Text(figure.Value)).Append("</b></td><td>").Append(Text(figure.ComparedWith)).Append("</td></tr>");
        }

        page.Append("</table>");
    }

    private static void Stage(StringBuilder page, Listing listing, (string Chinese, string English) level)
    {
        page.Append("<h2>研发阶段 / Stage of development</h2><div class=\"stage\">");
        for (var step = 1; step <= 9; step++)
        {
            page.Append(step <= listing.TechnologyReadiness ? "<i class=\"on\"></i>" : "<i></i>");
        }

        page.Append("</div>");
        Paragraph(page, string.Create(CultureInfo.InvariantCulture, $"{listing.TechnologyReadiness}/9 {level.Chinese} / {level.English} (GB/T 22900-2022)"), "by");
        Paragraph(page, listing.ReadinessEvidence, "ev");
    }

    private static void RightsTable(StringBuilder page, Listing listing)
    {
        if (listing.Rights.Count == 0)
        {
            return;
        }

        page.Append("<h2>知识产权 / Intellectual property</h2><table><tr><th>类别 / Kind</th><th>号码 / Number</th><th>状态 / Status</th><th>权利人 / Owners</th><th>到期 / Expiry</th></tr>");
        foreach (var right in listing.Rights)
        {
            page.Append("<tr><td>").Append(Kind(right.Kind)).Append("</td><td>").Append(Text(right.Number)).Append("</td><td>").Append(Status(right.Status))
                .Append("</td><td>").Append(Text(string.Join('、', right.Owners))).Append("</td><td>").Append(Text(right.ExpiresOn)).Append("</td></tr>");
        }

        page.Append("</table>");
    }

    private static void Section(StringBuilder page, string label, string text)
    {
        if (text.Length > 0)
        {
            page.Append("<h2>").Append(label).Append("</h2>");
            Paragraph(page, text, "tx");
        }
    }

    private static void Paragraph(StringBuilder page, string text, string style)
    {
        if (text.Length > 0)
        {
            page.Append("<p class=\"").Append(style).Append("\">").Append(Text(text)).Append("</p>");
        }
    }

    private static string Price(Listing listing) => (listing.AskingPriceCnyFen, listing.AskingPriceMaxCnyFen) switch
    {
        (0, 0) => "面议 / by negotiation",
        (var least, 0) => $"{TenThousand(least)} 万元 / {Yuan(least)} CNY",
        var (least, most) => $"{TenThousand(least)}–{TenThousand(most)} 万元 / {Yuan(least)}–{Yuan(most)} CNY",
    };

    private static string TenThousand(long fen) => (fen / 1_000_000m).ToString("#,##0.######", CultureInfo.InvariantCulture);

    private static string Yuan(long fen) => (fen / 100m).ToString("#,##0.##", CultureInfo.InvariantCulture);

    private static string Kind(RightKind kind) => kind switch
    {
        RightKind.Invention => "发明专利 / Invention",
        RightKind.UtilityModel => "实用新型 / Utility model",
        RightKind.Design => "外观设计 / Design",
        RightKind.Software => "软件著作权 / Software",
        RightKind.Layout => "布图设计 / Layout design",
        RightKind.PlantVariety => "植物新品种 / Plant variety",
        _ => "技术秘密 / Know-how",
    };

    private static string Status(RightStatus status) => status switch
    {
        RightStatus.Applied => "申请中 / Applied",
        RightStatus.Granted => "有效 / Granted",
        _ => "失效 / Lapsed",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
