UPDATE Credential
SET PasswordHash = @PasswordHash,
    PasswordSetAt = @PasswordSetAt,
    MustChange = @MustChange,
    AuthenticatorKey = @AuthenticatorKey,
    PendingKey = @PendingKey,
    LastStep = @LastStep,
    Failures = @Failures,
    LockedUntil = @LockedUntil
WHERE AccountId = @AccountId;
