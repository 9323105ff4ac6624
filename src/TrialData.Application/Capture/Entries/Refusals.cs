using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Entries;

public sealed record EnteredTwice(string FormCode)
    : Refusal("form.entered-twice", $"The form {FormCode} is entered by two people before it is saved; a save corrects it afterwards.");

public sealed record NotEnteredTwice(string FormCode)
    : Refusal("entry.not-asked", $"The form {FormCode} is saved by one person: the protocol asks for no second entry.");

public sealed record EnteredAlready(string FormCode)
    : Refusal("entry.both-in", $"The form {FormCode} has been entered. Correct it, or settle the two entries.");

public sealed record EnteredByYou(string FormCode)
    : Refusal("entry.same-account", $"You have entered the form {FormCode} already; this is for another person.");

public sealed record EnteredMeanwhile(string FormCode)
    : Refusal("entry.entered-meanwhile", $"Somebody entered the form {FormCode} at the same moment. Hand your entry in again.");

public sealed record NoEntries(string FormCode)
    : Refusal("entry.none", $"Nobody has entered the form {FormCode}.");

public sealed record EntriesSaved(string FormCode)
    : Refusal("entry.saved", $"The form {FormCode} is saved: make the form void, and its entries are void with it.");

public sealed record NotEnteredByBoth(string FormCode)
    : Refusal("entry.not-both-in", $"The form {FormCode} has not been entered by two people yet.");

public sealed record EntriesNotSettled(string FormCode, string Details)
    : Refusal("entry.not-settled", $"The entries of {FormCode} are not settled. {Details}");
