using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.TransferRules;

/// <summary>A value from a day on. Shares are bounded by the whole.</summary>
internal static class SetTransferRule
{
    private const string Sql = """
        insert into transfer_rule (key, valid_from, value, source_zh, source_en) values (@key, @from, @Value, @SourceZh, @SourceEn)
        on conflict (key, valid_from) do update set value = excluded.value, source_zh = excluded.source_zh, source_en = excluded.source_en
        """;

    private static readonly Error Past = Error.Invalid(
        ErrorReason.PastDate, "valid_from", "新值须从今天或以后的日期起施行，以往计算不变。", "A new value holds from today or a later day; what was computed stays.");

    private static readonly Error AboveWhole = Error.Invalid(
        ErrorReason.InvalidField, "value", "比例不能超过 10000 个基点（100%）。", "A share cannot exceed 10,000 basis points (100 %).");

    private static readonly Error NoDays = Error.Invalid(
        ErrorReason.InvalidField, "value", "公示天数须为 1 至 365 日。", "A notice takes 1 to 365 days.");

    public static Task<TransferRule> RunAsync(Store store, ServerCallContext call, SetTransferRuleRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var from = CityDays.Read(request.ValidFrom, "valid_from")!.Value;
            if (Refusal(request.Key, request.Value, from, CityDays.Of(change.Now)) is { } refusal)
            {
                throw refusal.ToException();
            }

            await change.ExecuteAsync(Sql, new { key = (short)request.Key, from, request.Value, request.SourceZh, request.SourceEn });
            change.Audit("transfer_rule.set", "transfer_rule", request.Key.ToString(), new { request.ValidFrom, request.Value });
            return new TransferRule { Key = request.Key, ValidFrom = request.ValidFrom, Value = request.Value, SourceZh = request.SourceZh, SourceEn = request.SourceEn };
        });

    private static Error? Refusal(TransferRuleKey key, long value, DateOnly from, DateOnly today) => key switch
    {
        _ when from < today => Past,
        TransferRuleKey.PriceNoticeDays when value is < 1 or > 365 => NoDays,
        TransferRuleKey.TaxExemptFen or TransferRuleKey.PriceNoticeDays or TransferRuleKey.OwnUseYears => null,
        _ => value > 10_000 ? AboveWhole : null,
    };
}
