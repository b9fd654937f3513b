#include "simulator/idx/wording.h"

#include <array>
#include <cstdlib>

#include "base/text.h"

namespace latchkey::simulator {
namespace {

struct Row {
  std::string_view english;
  std::string_view german;
  std::string_view japanese;
};

constexpr std::array kLabels = {
    Row{"Allow", "Erlauben", "許可する"},
    Row{"Allow Access", "Zugriff erlauben", "アクセスを許可する"},
    Row{"Answer", "Antwort", "答え"},
    Row{"Application", "Anwendung", "アプリケーション"},
    Row{"Browser", "Browser", "ブラウザー"},
    Row{"Choose a question", "Eine Frage auswählen", "質問を選ぶ"},
    Row{"Deny", "Ablehnen", "拒否する"},
    Row{"Don't Allow", "Nicht erlauben", "許可しない"},
    Row{"Email", "E-Mail", "メール"},
    Row{"Enter code", "Code eingeben", "コードを入力"},
    Row{"Enter password", "Passwort eingeben", "パスワードを入力"},
    Row{"First name", "Vorname", "名"},
    Row{"Keep me signed in", "Angemeldet bleiben", "サインインしたままにする"},
    Row{"Last name", "Nachname", "姓"},
    Row{"New password", "Neues Passwort", "新しいパスワード"},
    Row{"Okta Verify", "Okta Verify", "Okta Verify"},
    Row{"Passkeys", "Passkeys", "パスキー"},
    Row{"Password", "Passwort", "パスワード"},
    Row{"Phone", "Telefon", "電話"},
    Row{"Phone number", "Telefonnummer", "電話番号"},
    Row{"Security Question", "Sicherheitsfrage", "秘密の質問"},
    Row{"Sign me out of all other devices", "Auf allen anderen Geräten abmelden",
        "他のすべてのデバイスからサインアウトする"},
    Row{"SMS", "SMS", "SMS"},
    Row{"Stay signed in", "Angemeldet bleiben", "サインインしたままにする"},
    Row{"Username", "Benutzername", "ユーザー名"},
    Row{"Voice call", "Anruf", "音声通話"},
    Row{"Where was your best holiday?", "Wo war Ihr schönster Urlaub?",
        "一番楽しかった旅行先はどこですか？"},
    Row{"Which food did you not like as a child?", "Welches Essen mochten Sie als Kind nicht?",
        "子どもの頃に苦手だった食べ物は何ですか？"},
    Row{"Which toy did you like best?", "Welches Spielzeug hatten Sie am liebsten?",
        "一番好きだったおもちゃは何ですか？"},
    Row{"Write a question", "Eine eigene Frage schreiben", "質問を書く"},
};

constexpr std::array kSentences = {
    Row{"'Email' must be in the form of an email address",
        "'E-Mail' muss eine E-Mail-Adresse sein.",
        "「メール」にはメールアドレスを入力してください。"},
    Row{"'{0}' is required", "'{0}' fehlt noch.", "「{0}」を入力してください。"},
    Row{"A user with this Email already exists", "Es gibt schon ein Konto mit dieser E-Mail.",
        "このメールのアカウントはすでにあります。"},
    Row{"Access denied on other device.", "Auf einem anderen Gerät abgelehnt.",
        "別のデバイスで拒否されました。"},
    Row{"Authentication failed", "Das hat nicht gestimmt.", "認証できませんでした。"},
    Row{"Bad request.", "Diese Anfrage ist nicht verständlich.", "リクエストが正しくありません。"},
    Row{"Could not process this email link. Return to the screen where you requested it.",
        "Dieser Link funktioniert nicht. Bitte zurück zu der Seite, auf der Sie ihn angefordert "
        "haben.",
        "このリンクは使えません。メールを頼んだ画面に戻ってください。"},
    Row{"Enter the OTP in your original browser or device.",
        "Bitte geben Sie den Code dort ein, wo Sie angefangen haben.",
        "最初のブラウザーまたはデバイスでコードを入力してください。"},
    Row{"Flow continued in a new tab.", "Es geht in einem neuen Tab weiter.",
        "新しいタブで続いています。"},
    Row{"Invalid code. Try again.", "Dieser Code stimmt nicht. Bitte noch einmal versuchen.",
        "コードが違います。もう一度お試しください。"},
    Row{"Invalid Phone Number.", "Das ist keine Telefonnummer.", "電話番号が正しくありません。"},
    Row{"Operation cancelled by user.", "Der Vorgang wurde abgebrochen.",
        "操作は取り消されました。"},
    Row{"Password is incorrect", "Das Passwort stimmt nicht.", "パスワードが違います。"},
    Row{"Password requirements were not met. Password requirements: at least 8 characters.",
        "Dieses Passwort ist zu kurz. Es braucht mindestens 8 Zeichen.",
        "パスワードは8文字以上にしてください。"},
    Row{"Please return to the original tab.", "Bitte zurück zum ersten Tab.",
        "元のタブに戻ってください。"},
    Row{"Provided value for property '{0}' does not match required pattern",
        "'{0}' hat nicht die richtige Form.", "「{0}」の形式が正しくありません。"},
    Row{"Registration is currently unavailable.", "Registrieren geht zurzeit nicht.",
        "現在、登録できません。"},
    Row{"Reset password is not allowed at this time. Please contact support for assistance.",
        "Das Passwort kann jetzt nicht ersetzt werden. Bitte fragen Sie den Support.",
        "今はパスワードを再設定できません。サポートにご連絡ください。"},
    Row{"Self Service Unlock is not allowed at this time. Please contact support for assistance.",
        "Das Konto kann jetzt nicht entsperrt werden. Bitte fragen Sie den Support.",
        "今はアカウントのロックを解除できません。サポートにご連絡ください。"},
    Row{"Server is unable to respond at the moment.", "Der Server kann gerade nicht antworten.",
        "サーバーは今、応答できません。"},
    Row{"The security question answer must be at least {0} characters in length",
        "Die Antwort braucht mindestens {0} Zeichen.", "答えは{0}文字以上にしてください。"},
    Row{"There is no account with the Username {0}.", "Es gibt kein Konto mit dem Namen {0}.",
        "ユーザー名 {0} のアカウントはありません。"},
    Row{"This email link has expired. To resend it, return to the screen where you requested it.",
        "Dieser Link ist abgelaufen. Einen neuen gibt es auf der Seite, auf der Sie ihn "
        "angefordert "
        "haben.",
        "このリンクは期限切れです。メールを頼んだ画面で送り直してください。"},
    Row{"This email link is out of date. Return to the screen where you requested it.",
        "Es gibt schon einen neueren Link. Bitte zurück zu der Seite, auf der Sie ihn angefordert "
        "haben.",
        "このリンクは古いものです。メールを頼んだ画面に戻ってください。"},
    Row{"Too many requests", "Zu viele Versuche.", "回数が多すぎます。"},
    Row{"User is not assigned to this application.",
        "Für diese Anwendung sind Sie nicht freigeschaltet.",
        "このアプリケーションを使う権限がありません。"},
    Row{"You can log in using your existing username and password",
        "Sie können sich wieder wie gewohnt anmelden.",
        "いつものユーザー名とパスワードでサインインできます。"},
    Row{"You do not have permission to perform the requested action.",
        "Dafür haben Sie keine Berechtigung.", "この操作を行う権限がありません。"},
    Row{"You have been logged out due to inactivity. Refresh or return to the sign in screen.",
        "Die Anmeldung hat zu lange gedauert. Bitte fangen Sie von vorn an.",
        "時間切れになりました。サインイン画面からやり直してください。"},
    Row{"Your account is locked because of too many authentication attempts.",
        "Ihr Konto ist gesperrt: zu viele Versuche.",
        "試行回数が多すぎたため、アカウントはロックされています。"},
    Row{"Your answer doesn't match our records. Please try again.",
        "Diese Antwort stimmt nicht. Bitte noch einmal versuchen.",
        "答えが違います。もう一度お試しください。"},
};

// Of the org's own pages.
constexpr std::array kPages = {
    Row{"Did you just try to sign in to {0}?", "Wollten Sie sich gerade bei {0} anmelden?",
        "{0} にサインインしようとしましたか？"},
    Row{"Go back to the first tab", "Zurück zum ersten Tab", "最初のタブに戻ってください"},
    Row{"Is it you?", "Sind Sie das?", "ご本人ですか？"},
    Row{"Next", "Weiter", "次へ"},
    Row{"No, it's not me", "Nein, das war ich nicht", "いいえ、違います"},
    Row{"Nobody was signed in", "Niemand wurde angemeldet", "サインインは行われませんでした"},
    Row{"Send me an email", "E-Mail senden", "メールを送る"},
    Row{"This link does not work", "Dieser Link geht nicht", "このリンクは使えません"},
    Row{"This link has expired", "Dieser Link ist abgelaufen", "このリンクは期限切れです"},
    Row{"This link is out of date", "Es gibt einen neueren Link", "このリンクは古いものです"},
    Row{"This page cannot do what is asked for now.",
        "Was jetzt verlangt wird, kann diese Seite nicht.",
        "このページではここから先に進めません。"},
    Row{"Type this code where you began to sign in to {0}.",
        "Bitte geben Sie diesen Code dort ein, wo Sie die Anmeldung bei {0} begonnen haben.",
        "{0} へのサインインを始めた画面で、このコードを入力してください。"},
    Row{"Was it not you? Then leave this page, and nobody gets in.",
        "Waren Sie das nicht? Dann verlassen Sie diese Seite, und niemand kommt hinein.",
        "心当たりがない場合は、このページを閉じてください。誰もサインインできません。"},
    Row{"Yes, it's me", "Ja, das bin ich", "はい、私です"},
    Row{"You began on {0}.", "Begonnen haben Sie mit {0}.", "始めた場所：{0}"},
    Row{"Your code", "Ihr Code", "あなたのコード"},
};

// Of mails; ${...} is filled in afterwards.
constexpr std::array kMails = {
    Row{"en", "de", "ja"},
    Row{"{0} minute", "{0} Minute", "{0}分間"},
    Row{"{0} minutes", "{0} Minuten", "{0}分間"},
    Row{"{0} second", "{0} Sekunde", "{0}秒間"},
    Row{"{0} seconds", "{0} Sekunden", "{0}秒間"},
    Row{"Both work for ${tokenExpirationDate}.", "Beides gilt ${tokenExpirationDate}.",
        "どちらも${tokenExpirationDate}有効です。"},
    Row{"For ${user.profile.login}, from ${org.name}", "Für ${user.profile.login}, von ${org.name}",
        "宛先：${user.profile.login}、送信元：${org.name}"},
    Row{"Give the code to nobody, whoever asks.",
        "Geben Sie den Code niemandem, wer auch immer fragt.",
        "誰に聞かれても、コードを教えないでください。"},
    Row{"Hello", "Guten Tag", "こんにちは"},
    Row{"Hi ${user.profile.firstName}", "Guten Tag ${user.profile.firstName}",
        "${user.profile.firstName} さん"},
    Row{"It works for ${tokenExpirationDate}.", "Er gilt ${tokenExpirationDate}.",
        "${tokenExpirationDate}有効です。"},
    Row{"Open this in the browser where you began. It signs you in.",
        "Öffnen Sie das in dem Browser, in dem Sie angefangen haben. Es meldet Sie an.",
        "始めたブラウザーで開いてください。サインインできます。"},
    Row{"Or type this code on the page that waits for it:",
        "Oder geben Sie diesen Code auf der Seite ein, die darauf wartet:",
        "または、待っている画面でこのコードを入力してください。"},
    Row{"Sign in to ${app.name}", "Bei ${app.name} anmelden", "${app.name} にサインイン"},
    Row{"Type this code on the page that waits for it:",
        "Geben Sie diesen Code auf der Seite ein, die darauf wartet:",
        "待っている画面でこのコードを入力してください。"},
    Row{"You did not ask for this? Then you can ignore it: nobody gets in without this mail.",
        "Haben Sie das nicht verlangt? Dann lassen Sie es liegen: Ohne diese Mail kommt niemand "
        "hinein.",
        "心当たりがない場合は、そのままにしてください。このメールがなければ誰もサインインできません"
        "。"},
    Row{"Your code for ${app.name}", "Ihr Code für ${app.name}", "${app.name} のコード"},
    Row{"Your sign-in code", "Ihr Code zum Anmelden", "サインイン用のコード"},
    Row{"Your sign-in link", "Ihr Link zum Anmelden", "サインイン用のリンク"},
};

template <typename Table>
const Row* find(const Table& table, std::string_view english) {
  for (const Row& row : table) {
    if (row.english == english) return &row;
  }
  return nullptr;
}

std::optional<Language> languageOf(std::string_view range) {
  const std::string primary = lowered(split(range, '-').front());
  if (primary == "en") return Language::english;
  if (primary == "de") return Language::german;
  if (primary == "ja") return Language::japanese;
  return std::nullopt;
}

// "q=0.8": thousandths, 1000 where nothing is said.
long qualityOf(std::string_view parameter) {
  const std::string_view trimmedOne = trimmed(parameter);
  if (trimmedOne.substr(0, 2) != "q=") return 1000;
  const std::string number(trimmedOne.substr(2));
  return static_cast<long>(std::strtod(number.c_str(), nullptr) * 1000.0);
}

}  // namespace

std::string worded(Language language, std::string_view english) {
  if (language == Language::english) return std::string(english);
  const Row* row = find(kLabels, english);
  if (row == nullptr) row = find(kSentences, english);
  if (row == nullptr) row = find(kPages, english);
  if (row == nullptr) row = find(kMails, english);
  if (row == nullptr) return std::string(english);
  return std::string(language == Language::german ? row->german : row->japanese);
}

std::string worded(Language language, std::string_view english, std::string_view about) {
  return replaceAll(worded(language, english), "{0}", about);
}

std::string_view tagOf(Language language) {
  switch (language) {
    case Language::german:
      return "de";
    case Language::japanese:
      return "ja";
    case Language::english:
      break;
  }
  return "en";
}

Language preferredLanguage(const std::optional<std::string>& acceptLanguage, Language fallback) {
  if (!acceptLanguage) return fallback;
  Language best = fallback;
  long bestQuality = 0;
  for (const std::string_view entry : split(*acceptLanguage, ',')) {
    const auto parts = split(trimmed(entry), ';');
    const auto language = languageOf(trimmed(parts.front()));
    const long quality = parts.size() > 1 ? qualityOf(parts[1]) : 1000;
    if (language && quality > bestQuality) {
      best = *language;
      bestQuality = quality;
    }
  }
  return best;
}

}  // namespace latchkey::simulator
