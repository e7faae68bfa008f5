// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/inputcontrol.h"

#include "ui/common/actionbutton.h"
#include "ui/common/heading.h"
#include "ui/common/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace thrum {

InputControl::InputControl(FeatureIndex feature, const Input &input, QWidget *parent)
    : QWidget(parent)
    , m_input(input)
    , m_name(new QLabel(this))
    , m_value(new Heading(Heading::Level::Strong, this))
    , m_read(new ActionButton(ActionButton::Kind::Plain, QStringLiteral("refresh"), this))
{
    m_state.feature = feature;
    m_state.type = input.type;
    const QString suffix = QStringLiteral("_%1_%2").arg(QString::number(feature), inputTypeName(input.type));
    m_value->setObjectName(QStringLiteral("inputValue") + suffix);
    m_value->setWordWrap(true);
    m_read->setObjectName(QStringLiteral("inputRead") + suffix);
    m_read->setVisible(input.canRead);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_name, 2);
    layout->addWidget(m_value, 3);
    layout->addWidget(m_read);
    connect(m_read, &QPushButton::clicked, this, [this] { Q_EMIT readRequested(m_state.feature, m_state.type); });
    retranslateUi();
}

InputControl::~InputControl() = default;

void InputControl::showState(const InputState &state)
{
    m_state = state;
    m_value->setText(valueText());
    m_value->setProblem(state.status == InputState::Status::Failed);
    m_read->setEnabled(state.status != InputState::Status::Reading);
}

QString InputControl::valueText() const
{
    switch (m_state.status) {
    case InputState::Status::Unknown: return tr("unknown");
    case InputState::Status::Reading: return tr("being read…");
    case InputState::Status::Failed: return tr("could not be read: %1").arg(m_state.error);
    case InputState::Status::Known: break;
    }
    const QString number = QLocale().toString(m_state.value);
    switch (m_state.type) {
    case InputType::Battery: return Words::percent(m_state.value);
    case InputType::Rssi: return tr("%1 dBm").arg(number);
    case InputType::Button: return m_state.value == 0 ? tr("not pressed") : tr("pressed");
    case InputType::Pressure:
        return m_input.value.isEmpty() ? number : Words::percent(m_state.value, m_input.value.first());
    }
    Q_UNREACHABLE();
}

void InputControl::retranslateUi()
{
    const QString name = Words::inputName(m_input.type);
    m_name->setText(name);
    m_read->setText(tr("Read"));
    m_read->setAccessibleName(tr("Read %1").arg(name));
    m_value->setText(valueText());
}

void InputControl::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

} // namespace thrum
