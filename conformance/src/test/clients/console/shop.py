"""A shop's tasks in Python's Celery, and the calls that the console's tests look at.

    BROKER=redis://127.0.0.1:PORT/0 MENDED=FILE python3 shop.py
"""

import os
import pathlib

from celery import Celery, chain, chord, group

app = Celery("shop", broker=os.environ["BROKER"], backend=os.environ["BROKER"])
app.conf.update(
    task_default_queue="shop",
    task_track_started=True,
    worker_send_task_events=True,
    task_send_sent_event=True,
)
# While this file is not there, the gateway refuses every charge.
MENDED = pathlib.Path(os.environ["MENDED"])


@app.task(name="shop.price")
def price(sku, quantity=1):
    return len(sku) * quantity


@app.task(name="shop.total")
def total(prices):
    return sum(prices)


@app.task(name="shop.invoice")
def invoice(amount, customer):
    return f"{customer} pays {amount}"


@app.task(name="shop.charge")
def charge(order, card=None, note=""):
    if not MENDED.exists():
        raise ConnectionError(f"the gateway refused order {order}")
    return order


@app.task(name="shop.parcel", bind=True, max_retries=3)
def parcel(self, number):
    if self.request.retries < 1:
        raise self.retry(countdown=0.1, exc=TimeoutError("the warehouse is silent"))
    return number


def call_all():
    for number in range(5):
        price.delay(f"sku-{number}", quantity=number)
    parcel.delay(7)
    # Longer than what events tell of arguments.
    charge.delay(1, card="4111", note="x" * 5000)
    for order in (2, 3):
        charge.delay(order, card="4111")
    chain(charge.s(4), invoice.s("anna"))()
    chord([price.s("a"), price.s("bc")], total.s())()
    chain(price.si("abc"), group(price.si("d"), price.si("e")), total.s(), invoice.s("bert"))()
    late = price.apply_async(("late",), countdown=600)
    app.control.revoke(late.id)


if __name__ == "__main__":
    call_all()
