using OpenIddict.Abstractions;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Talent.V1;

namespace Platform.Identity.Accounts;

/// <summary>
/// A talent had its data erased (PIPL art. 47): its account ends, and name, user name and password go with it. The id stays, as
/// the audit knows the person by nothing else.
/// </summary>
internal sealed class OnTalentErased(IServiceScopeFactory scopes) : IEventHandler<TalentErased>
{
    public async Task HandleAsync(TalentErased @event, EventContext context, Change change)
    {
        // Only a talent's own account: an organisation's is never ended from outside.
        const string sql = """
            update account
            set disabled = true, user_name = 'erased-' || id, normalized_user_name = upper('erased-' || id), display_name = '', password_hash = '',
                security_stamp = gen_random_uuid()::text, concurrency_stamp = gen_random_uuid()::text
            where id = @id and organisation_code is null and password_hash <> ''
            """;
        if (!Guid.TryParse(@event.AccountId, out var id) || await change.ExecuteAsync(sql, new { id }) == 0)
            return;

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().RevokeBySubjectAsync(id.ToString(), change.Cancellation);
        change.Audit("account.erase", "account", id.ToString());
    }
}
