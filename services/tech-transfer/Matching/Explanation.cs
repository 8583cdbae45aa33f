using System.Globalization;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching;

/// <summary>Says in one sentence a language why a listing has its score.</summary>
public static class Explanation
{
    private const int TermsNamed = 5;

    public static string Chinese(Need need, Scored scored)
    {
        var terms = string.Join('、', Named(scored).Select(term => $"{term.Text}{Places(term.In, "（{0}）", "、", "标题", "关键词", "正文")}"));
        var (listing, lead) = (scored.Listing, scored.OnTopic ? "" : "没有主题相合的成果，仅按产业列出。");
        return lead
            + $"{(terms.Length > 0 ? $"共有词：{terms}" : "没有共有词")}（{Of(scored.Text, Formula.TextMaximum)}）"
            + $"；产业{(scored.Industry > 0 ? "相同" : "不同")}（{Of(scored.Industry, Formula.IndustryMaximum)}）"
            + $"；技术就绪度 {listing.Readiness}，{(need.MinimumReadiness == 0 ? "需求不限" : $"要求 {need.MinimumReadiness}")}（{Of(scored.Readiness, Formula.ReadinessMaximum)}）"
            + $"；转化方式{(scored.Form == 0 ? "不同" : "相符")}：{FormNames.Chinese(listing.Form)}（{Of(scored.Form, Formula.FormMaximum)}）"
            + $"；{PriceChinese(need, listing)}（{Of(scored.Price, Formula.PriceMaximum)}）。";
    }

    public static string English(Need need, Scored scored)
    {
        var terms = string.Join(", ", Named(scored).Select(term => $"{term.Text}{Places(term.In, " ({0})", ", ", "title", "keywords", "text")}"));
        var (listing, lead) = (scored.Listing, scored.OnTopic ? "" : "No listing shares the topic; listed for its industry alone. ");
        return lead
            + $"{(terms.Length > 0 ? $"Terms in common: {terms}" : "No terms in common")} ({Of(scored.Text, Formula.TextMaximum)})"
            + $"; {(scored.Industry > 0 ? "same" : "other")} industry ({Of(scored.Industry, Formula.IndustryMaximum)})"
            + $"; readiness {listing.Readiness}, {(need.MinimumReadiness == 0 ? "any wanted" : $"{need.MinimumReadiness} required")} ({Of(scored.Readiness, Formula.ReadinessMaximum)})"
            + $"; {(scored.Form == 0 ? "another form" : "form fits")}: {FormNames.English(listing.Form)} ({Of(scored.Form, Formula.FormMaximum)})"
            + $"; {PriceEnglish(need, listing)} ({Of(scored.Price, Formula.PriceMaximum)}).";
    }

    private static IEnumerable<SharedTerm> Named(Scored scored) => scored.Terms.Where(term => term.Text.Length > 1).Take(TermsNamed);

    /// <summary>The fields of the listing in which a term stands.</summary>
    private static string Places(TextFields fields, string form, string comma, string title, string keywords, string text)
    {
        (TextFields Field, string Name)[] names = [(TextFields.Title, title), (TextFields.Keywords, keywords), (TextFields.Body, text)];
        var named = string.Join(comma, names.Where(one => fields.HasFlag(one.Field)).Select(one => one.Name));
        return named.Length == 0 ? "" : string.Format(CultureInfo.InvariantCulture, form, named);
    }

    private static string Of(double points, double maximum) =>
        string.Create(CultureInfo.InvariantCulture, $"{points:0.##}/{maximum:0.##}");

    private static string PriceChinese(Need need, Listed listing) => (need.BudgetFen, listing.PriceFen) switch
    {
        (_, 0) => "价格面议",
        (0, var price) => $"意向价格 {TenThousands(price)} 万元，预算未填",
        var (budget, price) => $"意向价格 {TenThousands(price)} 万元，{(price <= budget ? "未超" : "超出")}预算 {TenThousands(budget)} 万元",
    };

    private static string PriceEnglish(Need need, Listed listing) => (need.BudgetFen, listing.PriceFen) switch
    {
        (_, 0) => "price by negotiation",
        (0, var price) => $"price CNY {Yuan(price)}, no budget stated",
        var (budget, price) => $"price CNY {Yuan(price)}, {(price <= budget ? "within" : "above")} the budget of {Yuan(budget)}",
    };

    private static string TenThousands(long fen) => (fen / 1_000_000m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Yuan(long fen) => (fen / 100m).ToString("#,0.##", CultureInfo.InvariantCulture);
}

/// <summary>Names of the ways of transfer (转化方式).</summary>
public static class FormNames
{
    public static string Chinese(TransferForm form) => form switch
    {
        TransferForm.Assignment => "转让",
        TransferForm.Licence => "许可",
        TransferForm.ExclusiveLicence => "独占许可",
        TransferForm.Equity => "作价入股",
        TransferForm.JointDevelopment => "合作开发",
        TransferForm.Service => "技术服务",
        _ => "不限",
    };

    public static string English(TransferForm form) => form switch
    {
        TransferForm.Assignment => "assignment",
        TransferForm.Licence => "licence",
        TransferForm.ExclusiveLicence => "exclusive licence",
        TransferForm.Equity => "equity",
        TransferForm.JointDevelopment => "joint development",
        TransferForm.Service => "technical service",
        _ => "any",
    };
}
